import { expect, test } from "vitest";
import { MalformedPolicy, readPolicy } from "./document.ts";

const GOOD = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

test("takes one statement or a list", () => {
  expect(readPolicy({ Statement: GOOD }, "identity")).toEqual({ Statement: GOOD });
  expect(readPolicy({ Version: "2012-10-17", Statement: [GOOD] }, "identity")).toBeDefined();
});

test.each([
  ["no object", "text"],
  ["no statement", { Version: "2012-10-17" }],
  ["another version", { Version: "2020-01-01", Statement: [GOOD] }],
  ["a made-up effect", { Statement: [{ ...GOOD, Effect: "Maybe" }] }],
  ["a misspelt element", { Statement: [{ ...GOOD, Conditions: {} }] }],
  ["both Action and NotAction", { Statement: [{ ...GOOD, NotAction: "s3:*" }] }],
  ["an action without a service", { Statement: [{ ...GOOD, Action: "GetObject" }] }],
  ["no resource", { Statement: [{ Effect: "Allow", Action: "s3:*" }] }],
  ["a principal", { Statement: [{ ...GOOD, Principal: "*" }] }],
  ["an unknown operator", { Statement: [{ ...GOOD, Condition: { StringIs: { a: "b" } } }] }],
])("refuses an identity policy with %s", (_, value) => {
  expect(() => readPolicy(value, "identity")).toThrow(MalformedPolicy);
});

test("refuses a trust policy without a principal or with a resource", () => {
  expect(() => readPolicy({ Statement: { Effect: "Allow", Action: "sts:AssumeRole" } }, "trust")).toThrow(
    MalformedPolicy,
  );
  expect(() => readPolicy({ Statement: { ...GOOD, Principal: "*" } }, "trust")).toThrow(MalformedPolicy);
});
