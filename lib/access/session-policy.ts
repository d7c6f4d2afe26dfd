import { BlockList, isIP } from "node:net";
import { checkPolicyLength } from "#lib/catalogue/check-session-policies.ts";
import { AppError } from "#lib/errors.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";

/** What narrows a role session, as STS takes it. */
export type SessionPolicies = { policy: string | null; policyArns: readonly string[] };

/**
 * The session policies of one issue: the role's own, made read-only or bound to an address where that is asked for.
 * Policies given to STS together add up before they narrow the role, so read-only cannot be laid over a policy of
 * the role's own; a Deny can be laid over anything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 * @throws AppError `read_only_unavailable`, `session_policy_too_long`
 */
export function sessionPolicies(
  role: { partition: PartitionId; sessionPolicy: string | null; sessionPolicyArns: readonly string[] },
  asked: { readOnly: boolean; address: string | null },
): SessionPolicies {
  if (asked.readOnly && !canBeReadOnly(role))
    throw new AppError(
      "read_only_unavailable",
      "This role has a session policy of its own, so it cannot be made read-only.",
    );
  const policyArns = asked.readOnly ? [readOnlyPolicyArn(role.partition)] : role.sessionPolicyArns;
  const policy =
    asked.address === null
      ? role.sessionPolicy
      : boundPolicy(role.sessionPolicy, policyArns.length > 0, asked.address);
  checkPolicyLength(policy, policyArns);
  return { policy, policyArns };
}

/** Whether a role has no session policy of its own that read-only would widen. */
export function canBeReadOnly(role: {
  sessionPolicy: string | null;
  sessionPolicyArns: readonly string[];
}): boolean {
  return role.sessionPolicy === null && role.sessionPolicyArns.length === 0;
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html */
function readOnlyPolicyArn(partition: PartitionId): string {
  return `arn:${partition}:iam::aws:policy/ReadOnlyAccess`;
}

type Document = { Version: string; Statement: unknown[] };

/**
 * Denies every request that does not come from the address. What AWS services do on the person's behalf comes from
 * theirs, and stays allowed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html
 */
function boundPolicy(own: string | null, hasArns: boolean, address: string): string {
  const range = `${address}/${isIP(address) === 6 ? 128 : 32}`;
  const deny = {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { NotIpAddress: { "aws:SourceIp": range }, Bool: { "aws:ViaAWSService": "false" } },
  };
  const allow = { Effect: "Allow", Action: "*", Resource: "*" };
  const document: Document =
    own === null ? { Version: "2012-10-17", Statement: hasArns ? [] : [allow] } : readDocument(own);
  return JSON.stringify({ ...document, Statement: [...document.Statement, deny] });
}

/** The role's own policy was checked when it was stored. */
function readDocument(text: string): Document {
  const document = JSON.parse(text);
  return {
    ...document,
    Statement: Array.isArray(document.Statement) ? document.Statement : [document.Statement],
  };
}

const notSeenByAws = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  notSeenByAws.addSubnet(network, bits, "ipv4");
notSeenByAws.addAddress("::1", "ipv6");
notSeenByAws.addSubnet("fc00::", 7, "ipv6");
notSeenByAws.addSubnet("fe80::", 10, "ipv6");

/**
 * The asker's address in the form that a policy can name.
 * @param localAws whether AWS itself is on this machine, as the sandbox is
 * @throws AppError `address_not_bindable` for an address that AWS never sees
 */
export function bindableAddress(address: string, localAws: boolean): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const family = isIP(plain);
  const hidden = family === 0 || notSeenByAws.check(plain, family === 6 ? "ipv6" : "ipv4");
  if (hidden && !(localAws && family !== 0))
    throw new AppError(
      "address_not_bindable",
      `AWS would not see the address ${plain}, so credentials bound to it would work nowhere.`,
      { details: { address: plain } },
    );
  return plain;
}
