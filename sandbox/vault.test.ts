import { expect, test } from "vitest";
import { smallWorld } from "./testing/small-world.ts";
import { openVault } from "./vault.ts";

const world = smallWorld([]);

test("what one vault sealed, a vault of the same world opens", () => {
  const sealed = openVault(world).seal("session-token", { a: 1 });
  expect(openVault(smallWorld([])).open("session-token", sealed)).toEqual({ a: 1 });
  expect(openVault(world).secretOf("ASIAX")).toBe(openVault(world).secretOf("ASIAX"));
});

test("nothing opens for another purpose, in another world, or after a change", () => {
  const vault = openVault(world);
  const sealed = vault.seal("session-token", { a: 1 });
  expect(vault.open("signin-token", sealed)).toBeUndefined();
  expect(openVault({ ...world, buckets: [] }).open("session-token", sealed)).toBeUndefined();
  const bytes = Buffer.from(sealed, "base64");
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  expect(vault.open("session-token", bytes.toString("base64"))).toBeUndefined();
  expect(vault.open("session-token", "IQoJ")).toBeUndefined();
});

test("access key ids look like AWS's", () => {
  expect(openVault(world).newAccessKeyId()).toMatch(/^ASIA[A-Z2-7]{16}$/);
});
