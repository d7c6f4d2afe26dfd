import { describe, expect, test } from "vitest";
import { ADA, AWAY, document, HOME, MAY_ASSUME, trusting } from "../testing/small-world.ts";
import { authorize } from "./authorize.ts";
import type { PolicyDocument } from "./document.ts";

const ROLE = `arn:aws:iam::${HOME}:role/App`;
const SESSION = `arn:aws:sts::${HOME}:assumed-role/App/s`;
const NOTHING: PolicyDocument[] = [];
const DENY = document({ Effect: "Deny", Action: "sts:*", Resource: "*" });
const NARROW = [document({ Effect: "Allow", Action: "s3:*", Resource: "*" })];

function ask(
  account: string,
  trust: PolicyDocument,
  identityPolicies: PolicyDocument[],
  session?: { sessionPolicies?: PolicyDocument[] },
) {
  const caller = session
    ? {
        accountId: HOME,
        arn: SESSION,
        principalArn: ROLE,
        identityPolicies,
        sessionPolicies: session.sessionPolicies,
      }
    : { accountId: HOME, arn: ADA, principalArn: ADA, identityPolicies, sessionPolicies: undefined };
  const resource = `arn:aws:iam::${account}:role/Target`;
  return authorize(caller, {
    action: "sts:AssumeRole",
    resource,
    resourceAccountId: account,
    trust,
    context: {},
  }).allowed;
}

describe("within one account", () => {
  test("a trust policy that names the user is enough", () => {
    expect(ask(HOME, trusting(ADA), NOTHING)).toBe(true);
  });
  test("one that names the account leaves it to the identity policy", () => {
    expect(ask(HOME, trusting(`arn:aws:iam::${HOME}:root`), NOTHING)).toBe(false);
    expect(ask(HOME, trusting(`arn:aws:iam::${HOME}:root`), [MAY_ASSUME])).toBe(true);
    expect(ask(HOME, trusting(HOME), [MAY_ASSUME])).toBe(true);
  });
  test("an identity policy is not enough", () => {
    expect(ask(HOME, trusting(`arn:aws:iam::${HOME}:user/ben`), [MAY_ASSUME])).toBe(false);
  });
});

describe("across accounts", () => {
  test("both sides must agree", () => {
    expect(ask(AWAY, trusting(ADA), NOTHING)).toBe(false);
    expect(ask(AWAY, trusting(ADA), [MAY_ASSUME])).toBe(true);
    expect(ask(AWAY, trusting("*"), [MAY_ASSUME])).toBe(true);
    expect(ask(AWAY, trusting("*"), NOTHING)).toBe(false);
    expect(ask(AWAY, trusting(`arn:aws:iam::${AWAY}:root`), [MAY_ASSUME])).toBe(false);
  });
});

describe("an explicit deny", () => {
  test("on either side refuses", () => {
    expect(ask(HOME, trusting(ADA), [MAY_ASSUME, DENY])).toBe(false);
    const denying = document(
      { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
      { Effect: "Deny", Principal: { AWS: ADA }, Action: "sts:AssumeRole" },
    );
    expect(ask(HOME, denying, [MAY_ASSUME])).toBe(false);
  });
});

describe("a role session", () => {
  test("is let in by its role, its own ARN, and not by another session's", () => {
    expect(ask(HOME, trusting(ROLE), NOTHING, {})).toBe(true);
    expect(ask(HOME, trusting(SESSION), NOTHING, {})).toBe(true);
    expect(ask(HOME, trusting(`${SESSION}2`), NOTHING, {})).toBe(false);
  });
  test("is bounded by its session policies, unless it is named itself", () => {
    expect(ask(HOME, trusting(ROLE), [MAY_ASSUME], { sessionPolicies: NARROW })).toBe(false);
    expect(ask(AWAY, trusting(ROLE), [MAY_ASSUME], { sessionPolicies: NARROW })).toBe(false);
    expect(ask(AWAY, trusting(ROLE), [MAY_ASSUME], { sessionPolicies: [MAY_ASSUME] })).toBe(true);
    expect(ask(HOME, trusting(SESSION), NOTHING, { sessionPolicies: NARROW })).toBe(true);
  });
});

test("NotAction and NotResource mean everything else", () => {
  const notThis = document({
    Effect: "Allow",
    NotAction: "iam:*",
    NotResource: "arn:aws:iam::*:role/Secret",
  });
  expect(ask(AWAY, trusting(ADA), [notThis])).toBe(true);
  const notSts = document({ Effect: "Allow", NotAction: "STS:assume*", Resource: "*" });
  expect(ask(AWAY, trusting(ADA), [notSts])).toBe(false);
  const notTarget = document({ Effect: "Allow", Action: "*", NotResource: `arn:aws:iam::${AWAY}:role/*` });
  expect(ask(AWAY, trusting(ADA), [notTarget])).toBe(false);
});
