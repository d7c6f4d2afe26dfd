import fc from "fast-check";
import { expect, test } from "vitest";
import { conditionHolds } from "./condition-holds.ts";
import { explainTrust, type TrustAsked } from "./explain-trust.ts";
import { matchesPattern } from "./matches-pattern.ts";

// A trust policy is its account's to write, and the doctor reads it: it must neither hang nor break the portal.

test("a pattern matches as a regular expression would, stars for any text and question marks for one character", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", ".", "\n"), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom("a", "b", ".", "\n"), maxLength: 10 });
  fc.assert(
    fc.property(letters, text, (pattern, subject) => {
      const expression = pattern.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".");
      expect(matchesPattern(pattern, subject)).toBe(new RegExp(`^${expression}$`, "s").test(subject));
    }),
    { numRuns: 2000 },
  );
});

test("a pattern of a thousand stars takes steps of its length times the text's, and no more", () => {
  const pattern = `${"*a".repeat(1000)}b`;
  expect(matchesPattern(pattern, "a".repeat(2000))).toBe(false);
  const condition = { operator: "StringLike", key: "sts:ExternalId", wanted: [pattern] };
  expect(conditionHolds(condition, { "sts:externalid": ["a".repeat(1224)] })).toBe(false);
  const asked: TrustAsked = {
    principal: { kind: "aws", arns: [], accountId: "111111111111" },
    actions: ["sts:AssumeRole"],
    context: {},
  };
  const action = `sts:${"*s".repeat(60)}!`;
  const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: action };
  expect(explainTrust({ Statement: [statement] }, asked)).toMatchObject({ kind: "action" });
});

test("names that every object has are condition keys and operators like any others", () => {
  const context = { "sts:externalid": ["x"] };
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    expect
      .soft(conditionHolds({ operator: "StringEquals", key: name, wanted: ["x"] }, context), name)
      .toBeNull();
    expect
      .soft(conditionHolds({ operator: name, key: "sts:ExternalId", wanted: ["x"] }, context), name)
      .toBeNull();
  }
});
