import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, linkHash } from "./chain.ts";

const value = fc.jsonValue({ maxDepth: 4 });

test("canonical JSON is JSON of the same value", () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(JSON.parse(canonicalJson(given))).toEqual(JSON.parse(JSON.stringify(given)));
    }),
    { numRuns: 1000 },
  );
}, 30_000);

/** The same value with its keys written in another order. */
function reordered(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(reordered);
  if (given === null || typeof given !== "object") return given;
  return Object.fromEntries(
    Object.entries(given)
      .reverse()
      .map(([key, member]) => [key, reordered(member)]),
  );
}

test("canonical JSON is one text for one value, in whatever order its keys were written", () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(canonicalJson(reordered(given))).toBe(canonicalJson(given));
    }),
    { numRuns: 1000 },
  );
}, 30_000);

test("canonical JSON of different values differs", () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const same = canonicalJson(one) === canonicalJson(other);
      if (same) expect(JSON.parse(canonicalJson(one))).toEqual(JSON.parse(JSON.stringify(other)));
    }),
    { numRuns: 1000 },
  );
}, 30_000);

test("canonical JSON sorts keys by code unit, drops what is undefined and writes no white space", () => {
  expect(canonicalJson({ b: 1, a: [true, null, { z: "\u2028", y: "é" }], B: undefined, A: "x" })).toBe(
    '{"A":"x","a":[true,null,{"y":"é","z":"\u2028"}],"b":1}',
  );
});

test("a link depends on the key, the previous link, the sequence and the body, each", () => {
  const key = Buffer.alloc(32, 1);
  const all = [
    linkHash(key, "a".repeat(64), 1n, "{}"),
    linkHash(Buffer.alloc(32, 2), "a".repeat(64), 1n, "{}"),
    linkHash(key, "b".repeat(64), 1n, "{}"),
    linkHash(key, "a".repeat(64), 2n, "{}"),
    linkHash(key, "a".repeat(64), 1n, "{ }"),
    linkHash(key, "a".repeat(64), 11n, "{}"),
  ];
  expect(new Set(all).size).toBe(all.length);
  for (const hash of all) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
