import { expect, test } from "vitest";
import { ADA, AWAY, document, HOME, MAY_ASSUME, trusting } from "../testing/small-world.ts";
import { authorize, type Denial } from "./authorize.ts";
import type { PolicyDocument } from "./document.ts";
import { wordDenial } from "./word-denial.ts";

const DENY = document({ Effect: "Deny", Action: "sts:*", Resource: "*" });
const READ = document({ Effect: "Allow", Action: "s3:Get*", Resource: "*" });
const BEN = `arn:aws:iam::${HOME}:user/ben`;
const denyingTrust = document(
  { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
  { Effect: "Deny", Principal: { AWS: ADA }, Action: "sts:AssumeRole" },
);

const BEGIN = (account: string) =>
  `User: ${ADA} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:role/Target`;

type Case = {
  account: string;
  trust?: PolicyDocument;
  identity?: PolicyDocument[];
  session?: PolicyDocument[];
};

function refusalOf({ account, trust, identity = [MAY_ASSUME], session }: Case): string {
  const caller = { accountId: HOME, arn: ADA, principalArn: ADA };
  const asked = {
    action: "sts:AssumeRole",
    resource: `arn:aws:iam::${account}:role/Target`,
    resourceAccountId: account,
  };
  const verdict = authorize(
    { ...caller, identityPolicies: identity, sessionPolicies: session },
    { ...asked, ...(trust ? { trust } : {}), context: {} },
  );
  if (verdict.allowed) throw new Error("It was allowed.");
  const denial: Denial = verdict;
  return wordDenial({ ...caller, ...asked }, denial);
}

test.each<[string, Case, string]>([
  [
    "an identity policy that never allows",
    { account: AWAY, trust: trusting(ADA), identity: [READ] },
    " because no identity-based policy allows the sts:AssumeRole action",
  ],
  [
    "an identity policy that denies",
    { account: AWAY, trust: trusting(ADA), identity: [MAY_ASSUME, DENY] },
    " with an explicit deny in an identity-based policy",
  ],
  [
    "a session policy that never allows",
    { account: AWAY, trust: trusting(ADA), session: [READ] },
    " because no session policy allows the sts:AssumeRole action",
  ],
  [
    "a session policy that denies",
    { account: HOME, trust: trusting(ADA), session: [MAY_ASSUME, DENY] },
    " with an explicit deny in a session policy",
  ],
  [
    "a trust policy of the same account that never allows",
    { account: HOME, trust: trusting(BEN) },
    " because no role trust policy allows the sts:AssumeRole action",
  ],
  [
    "a trust policy of the same account that denies",
    { account: HOME, trust: denyingTrust },
    " with an explicit deny in the role trust policy",
  ],
  ["a trust policy of another account", { account: AWAY, trust: trusting(BEN) }, ""],
  ["a denying trust policy of another account", { account: AWAY, trust: denyingTrust }, ""],
  ["a resource of another account without a policy", { account: AWAY }, ""],
  [
    "both sides, in one account",
    { account: HOME, trust: trusting(BEN), identity: [READ] },
    " because no identity-based policy allows the sts:AssumeRole action",
  ],
  [
    "both sides, across accounts",
    { account: AWAY, trust: denyingTrust, identity: [READ] },
    " because no identity-based policy allows the sts:AssumeRole action",
  ],
])("%s is told in AWS's words, the caller's side first", (_, situation, reason) => {
  expect(refusalOf(situation)).toBe(BEGIN(situation.account) + reason);
});
