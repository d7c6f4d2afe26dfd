import { describe, expect, test } from "vitest";
import { conditionHolds } from "./condition.ts";
import { matchesArn, matchesWildcard } from "./wildcard.ts";

const CONTEXT = {
  "sts:externalid": ["x-1"],
  "aws:tagkeys": ["team", "env"],
  "aws:multifactorauthpresent": ["true"],
  "aws:principalarn": ["arn:aws:iam::111111111111:role/teams/data/Analyst"],
  "aws:username": ["ada"],
  "sts:rolesessionname": ["ada"],
  "aws:sourceip": ["10.1.2.3"],
  "sts:durationseconds": ["3600"],
  "aws:currenttime": ["2026-03-01T00:00:00Z"],
};

describe("conditionHolds", () => {
  test.each<[string, string, string | string[], boolean]>([
    ["StringEquals", "sts:ExternalId", "x-1", true],
    ["StringEquals", "STS:externalID", ["y", "x-1"], true],
    ["StringEquals", "sts:ExternalId", "X-1", false],
    ["StringEquals", "sts:SourceIdentity", "x", false],
    ["StringEqualsIgnoreCase", "sts:ExternalId", "X-1", true],
    ["StringEqualsIfExists", "sts:SourceIdentity", "x", true],
    ["StringNotEquals", "sts:ExternalId", ["y", "z"], true],
    ["StringNotEquals", "sts:ExternalId", ["y", "x-1"], false],
    ["StringNotEquals", "sts:SourceIdentity", "x", true],
    ["StringLike", "sts:ExternalId", "x-?", true],
    ["StringLike", "sts:ExternalId", "y*", false],
    ["StringNotLike", "sts:ExternalId", "x*", false],
    ["StringEquals", "sts:RoleSessionName", variable("aws:username"), true],
    ["StringEquals", "sts:RoleSessionName", variable("aws:unknown"), false],
    ["StringEquals", "sts:RoleSessionName", variable("aws:unknown, 'ada'"), true],
    ["Bool", "aws:MultiFactorAuthPresent", "true", true],
    ["Bool", "aws:SecureTransport", "false", false],
    ["BoolIfExists", "aws:SecureTransport", "true", true],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/teams/*", true],
    ["ArnEquals", "aws:PrincipalArn", "arn:aws:iam::222222222222:role/*", false],
    ["ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/teams/*", false],
    ["Null", "sts:SourceIdentity", "true", true],
    ["Null", "sts:ExternalId", "true", false],
    ["Null", "sts:ExternalId", "false", true],
    ["ForAllValues:StringEquals", "aws:TagKeys", ["team", "env", "x"], true],
    ["ForAllValues:StringEquals", "aws:TagKeys", ["team"], false],
    ["ForAllValues:StringEquals", "aws:Absent", ["team"], true],
    ["ForAnyValue:StringEquals", "aws:TagKeys", ["team"], true],
    ["ForAnyValue:StringEquals", "aws:Absent", ["team"], false],
    ["IpAddress", "aws:SourceIp", "10.0.0.0/8", true],
    ["NotIpAddress", "aws:SourceIp", "10.0.0.0/8", false],
    ["NumericLessThanEquals", "sts:DurationSeconds", "3600", true],
    ["NumericLessThan", "sts:DurationSeconds", "3600", false],
    ["DateGreaterThan", "aws:CurrentTime", "2026-01-01T00:00:00Z", true],
  ])("%s %s %j is %s", (operator, key, values, expected) => {
    expect(conditionHolds({ [operator]: { [key]: values } }, CONTEXT)).toBe(expected);
  });

  test("needs every operator and every key", () => {
    const both = {
      StringEquals: { "sts:ExternalId": "x-1" },
      Bool: { "aws:MultiFactorAuthPresent": "false" },
    };
    expect(conditionHolds(both, CONTEXT)).toBe(false);
    expect(conditionHolds({ Bool: { "aws:MultiFactorAuthPresent": true } }, CONTEXT)).toBe(true);
  });

  test("finds no key in an object's prototype", () => {
    expect(conditionHolds({ Null: { constructor: "true" } }, CONTEXT)).toBe(true);
  });
});

test("a wildcard spans anything, also where it must step back", () => {
  expect(matchesWildcard("*a*b", "xxaxbxab")).toBe(true);
  expect(matchesWildcard("a?c*", "abc")).toBe(true);
  expect(matchesWildcard("a.c", "abc")).toBe(false);
  expect(matchesWildcard("*", "")).toBe(true);
});

// By trying every way to fit it, this one would not end.
test("a hostile pattern is answered", () => {
  expect(matchesWildcard(`${"*a".repeat(40)}b`, "a".repeat(2000))).toBe(false);
});

test("an ARN's parts are matched one by one", () => {
  expect(matchesArn("arn:aws:iam::*:role/x", "arn:aws:iam::1:role/x")).toBe(true);
  expect(matchesArn("arn:*:role/x", "arn:aws:iam::1:role/x")).toBe(false);
});

function variable(name: string): string {
  return `\${${name}}`;
}
