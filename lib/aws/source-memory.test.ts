import { expect, test } from "vitest";
import type { AwsSource } from "./aws-source.ts";
import { sourceKey, sourceMemory } from "./source-memory.ts";

const key = (secretAccessKey: string): AwsSource => ({
  kind: "access_key",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey,
});

test("a rotated secret is another source, and no key tells a secret", () => {
  expect(sourceKey(key("canary-one"))).not.toBe(sourceKey(key("canary-two")));
  expect(sourceKey(key("canary-one"))).not.toContain("canary");
  expect(sourceKey({ kind: "profile", profile: "default" })).not.toBe(sourceKey({ kind: "default" }));
});

test("one person's own session is never kept", () => {
  const memory = sourceMemory<object>();
  const session = {
    kind: "session",
    accessKeyId: "ASIA",
    secretAccessKey: "s",
    sessionToken: "t",
    arn: "arn:aws:sts::111122223333:assumed-role/A/b",
  } as const;
  expect(sourceKey(session)).toBeNull();
  expect(memory.of(session, () => ({}))).not.toBe(memory.of(session, () => ({})));
});

test("what is kept is bounded: the oldest leaves first", () => {
  const memory = sourceMemory<object>();
  const first = memory.of(key("0"), () => ({}));
  for (let i = 1; i < 200; i += 1) memory.of(key(String(i)), () => ({}));
  expect(memory.of(key("0"), () => ({}))).toBe(first);
  memory.of(key("200"), () => ({}));
  expect(memory.of(key("0"), () => ({}))).not.toBe(first);
});

test("what is forgotten is made anew", () => {
  const memory = sourceMemory<object>();
  const first = memory.of(key("0"), () => ({}));
  memory.forget(key("0"));
  expect(memory.of(key("0"), () => ({}))).not.toBe(first);
});
