import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rememberCredentials } from "./remember-credentials.ts";

const start = Date.parse("2026-03-01T12:00:00Z");
const minutes = (count: number) => count * 60_000;
beforeEach(() => vi.useFakeTimers({ now: start, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** A source whose credentials last an hour from each reading; it can be broken. */
function hourly() {
  const source = { reads: 0, broken: false };
  const read = async () => {
    source.reads += 1;
    if (source.broken) throw new Error("broken");
    return {
      accessKeyId: `key-${source.reads}`,
      secretAccessKey: "s",
      expiration: new Date(Date.now() + minutes(60)),
    };
  };
  return { source, read };
}

test("credentials are renewed five minutes before their end", async () => {
  const { read } = hourly();
  const provide = rememberCredentials(read);
  expect((await provide()).accessKeyId).toBe("key-1");
  vi.setSystemTime(start + minutes(54));
  expect((await provide()).accessKeyId).toBe("key-1");
  vi.setSystemTime(start + minutes(56));
  expect((await provide()).accessKeyId).toBe("key-2");
});

test("what cannot be renewed serves until its end, and is not tried for with every call", async () => {
  const { source, read } = hourly();
  const provide = rememberCredentials(read);
  await provide();
  source.broken = true;
  vi.setSystemTime(start + minutes(56));
  expect((await provide()).accessKeyId).toBe("key-1");
  expect((await provide()).accessKeyId).toBe("key-1");
  expect(source.reads).toBe(2);
  vi.setSystemTime(start + minutes(60));
  await expect(provide()).rejects.toThrow("broken");
  source.broken = false;
  expect((await provide()).accessKeyId).toBe("key-4");
});

test("credentials that never end are read once, until the version changes", async () => {
  let version = "a";
  let reads = 0;
  const provide = rememberCredentials(
    async () => {
      reads += 1;
      return { accessKeyId: `key-${reads}`, secretAccessKey: "s" };
    },
    async () => version,
  );
  await provide();
  vi.setSystemTime(start + minutes(100_000));
  expect((await provide()).accessKeyId).toBe("key-1");
  version = "b";
  expect((await provide()).accessKeyId).toBe("key-2");
});

test("credentials of another version are never served in place of a failing read", async () => {
  const { source, read } = hourly();
  let version = "a";
  const provide = rememberCredentials(read, async () => version);
  await provide();
  version = "b";
  source.broken = true;
  await expect(provide()).rejects.toThrow("broken");
});
