import { expect, test } from "vitest";
import { errorStatus } from "#lib/errors.ts";
import { type AwsErrorContext, translateAwsError } from "./translate-aws-error.ts";

const principal = "arn:aws:iam::111122223333:user/portal";
const roleArn = "arn:aws:iam::444455556666:role/Admin";
const issuer = "https://portal.example.com";
const serialNumber = "arn:aws:iam::111122223333:mfa/portal";

const refused = (action: string, reason: string) =>
  `User: ${principal} is not authorized to perform: ${action} on resource: ${roleArn}${reason}`;
const none = (policy: string, action = "sts:AssumeRole") =>
  refused(action, ` because no ${policy} allows the ${action} action`);
const denied = (policy: string, action = "sts:AssumeRole") =>
  refused(action, ` with an explicit deny in ${policy}`);

type Row = [name: string, message: string, code: string, details?: object, context?: AwsErrorContext];

/** AWS's own wordings. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const rows: Row[] = [
  [
    "AccessDenied",
    refused("sts:AssumeRole", ""),
    "aws_not_allowed",
    { deniedBy: "unknown", roleArn, principal },
  ],
  ["AccessDenied", none("identity-based policy"), "aws_identity_policy_refused", { deniedBy: "identity" }],
  [
    "AccessDenied",
    denied("an identity-based policy"),
    "aws_identity_policy_refused",
    { deniedBy: "identity" },
  ],
  [
    "AccessDenied",
    `${denied("an identity-based policy")}: arn:aws:iam::111122223333:policy/NoRoles`,
    "aws_identity_policy_refused",
    { deniedBy: "identity", roleArn },
  ],
  ["AccessDenied", none("permissions boundary"), "aws_identity_policy_refused", { deniedBy: "boundary" }],
  ["AccessDenied", denied("a permissions boundary"), "aws_identity_policy_refused", { deniedBy: "boundary" }],
  [
    "AccessDenied",
    none("service control policy"),
    "aws_identity_policy_refused",
    { deniedBy: "service_control" },
  ],
  [
    "AccessDenied",
    denied("a service control policy"),
    "aws_identity_policy_refused",
    { deniedBy: "service_control" },
  ],
  ["AccessDenied", none("session policy"), "aws_identity_policy_refused", { deniedBy: "session" }],
  ["AccessDenied", denied("a session policy"), "aws_identity_policy_refused", { deniedBy: "session" }],
  ["AccessDenied", none("VPC endpoint policy"), "aws_identity_policy_refused", { deniedBy: "vpc_endpoint" }],
  [
    "AccessDenied",
    denied("a VPC endpoint policy"),
    "aws_identity_policy_refused",
    { deniedBy: "vpc_endpoint" },
  ],
  [
    "AccessDenied",
    none("role trust policy"),
    "aws_trust_policy_refused",
    { deniedBy: "trust", roleArn, principal },
  ],
  ["AccessDenied", denied("the role trust policy"), "aws_trust_policy_refused", { deniedBy: "trust" }],
  ["AccessDenied", none("resource-based policy"), "aws_trust_policy_refused", { deniedBy: "trust" }],
  ["AccessDenied", denied("a resource-based policy"), "aws_trust_policy_refused", { deniedBy: "trust" }],
  [
    "AccessDenied",
    denied("a resource control policy"),
    "aws_trust_policy_refused",
    { deniedBy: "resource_control" },
  ],
  [
    "AccessDenied",
    refused("sts:TagSession", ""),
    "aws_tags_refused",
    { action: "sts:TagSession", roleArn, principal },
  ],
  [
    "AccessDenied",
    none("identity-based policy", "sts:TagSession"),
    "aws_tags_refused",
    { deniedBy: "identity" },
  ],
  [
    "AccessDenied",
    refused("sts:SetSourceIdentity", ""),
    "aws_source_identity_refused",
    { roleArn, principal },
  ],
  [
    "AccessDenied",
    none("role trust policy", "sts:SetSourceIdentity"),
    "aws_source_identity_refused",
    { deniedBy: "trust" },
  ],
  [
    "AccessDenied",
    "Source identity is already set and cannot be changed in a chained role session.",
    "aws_source_identity_set",
  ],
  ["AccessDenied", "Roles may not be assumed by root accounts.", "aws_not_allowed", { roleArn }],
  [
    "AccessDenied",
    "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    "aws_mfa_code_refused",
    { serialNumber },
    { serialNumber },
  ],
  [
    "AccessDenied",
    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
    "aws_mfa_code_refused",
    { serialNumber },
    { serialNumber },
  ],
  [
    "AccessDenied",
    "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
    "aws_mfa_missing",
    { roleArn },
  ],
  [
    "AccessDenied",
    "Cannot call GetSessionToken with session credentials",
    "mfa_unsupported",
    {},
    { serialNumber },
  ],
  [
    "AccessDenied",
    "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    "aws_trust_policy_refused",
    { roleArn, principal: issuer, action: "sts:AssumeRoleWithWebIdentity" },
    { roleArn, issuer },
  ],
  [
    "AccessDenied",
    "Not authorized to perform sts:TagSession",
    "aws_tags_refused",
    { principal: issuer },
    { roleArn, issuer },
  ],
  [
    "AccessDenied",
    "Not authorized to perform sts:SetSourceIdentity",
    "aws_source_identity_refused",
    { principal: issuer },
    { roleArn, issuer },
  ],
  [
    "InvalidIdentityTokenException",
    "No OpenIDConnect provider found in your account for canary",
    "aws_web_identity_refused",
    { issuer },
    { issuer },
  ],
  ["InvalidIdentityToken", "Incorrect token audience", "aws_web_identity_refused", { issuer }, { issuer }],
  ["IDPRejectedClaimException", "canary", "aws_web_identity_refused", { issuer }, { issuer }],
  ["IDPCommunicationErrorException", "canary", "aws_issuer_unreachable", { issuer }, { issuer }],
  ["IDPCommunicationError", "canary", "aws_issuer_unreachable", { issuer }, { issuer }],
  [
    "ExpiredTokenException",
    "Token expired: current date/time 2 must be before the expiration date/time 1",
    "aws_clock_skew",
    {},
    { issuer },
  ],
  ["ExpiredTokenException", "The security token included in the request is expired", "aws_source_expired"],
  ["ExpiredToken", "The security token included in the request is expired", "aws_source_expired"],
  ["InvalidClientTokenId", "The security token included in the request is invalid.", "aws_source_invalid"],
  [
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided.",
    "aws_source_invalid",
  ],
  [
    "SignatureDoesNotMatch",
    "Signature expired: 20260101T000000Z is now earlier than 20260101T001500Z",
    "aws_clock_skew",
  ],
  [
    "SignatureDoesNotMatch",
    "Signature not yet current: 20260101T003000Z is still later than 20260101T001500Z",
    "aws_clock_skew",
  ],
  ["RequestExpired", "Request has expired.", "aws_clock_skew"],
  ["RegionDisabledException", "STS is not activated in this region for account:1", "aws_region_disabled"],
  [
    "ValidationError",
    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    "aws_chaining_limit",
  ],
  [
    "ValidationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    "aws_duration_refused",
  ],
  [
    "ValidationError",
    "1 validation error detected: Value 'canary b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    "aws_parameter_refused",
    { parameter: "roleSessionName" },
  ],
  ["ValidationError", "Request ARN is invalid", "aws_parameter_refused", { parameter: "unknown" }],
  [
    "ValidationError",
    "Policy arn:aws:iam::444455556666:policy/canary does not exist or is not attachable.",
    "aws_policy_arn_unknown",
  ],
  [
    "InvalidParameterValue",
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    "aws_tags_conflict",
  ],
  [
    "InvalidParameterValue",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    "aws_parameter_refused",
    { parameter: "tags" },
  ],
  ["MalformedPolicyDocumentException", "This policy contains invalid Json", "aws_session_policy_refused"],
  [
    "PackedPolicyTooLargeException",
    "Packed size of session tags consumes 114% of allotted space.",
    "aws_policy_too_large",
    { percent: 114 },
  ],
  [
    "PackedPolicyTooLarge",
    "Packed policy consumes 105% of allotted space, please use smaller policy.",
    "aws_policy_too_large",
    { percent: 105 },
  ],
  [
    "PackedPolicyTooLarge",
    "The plaintext of the session policies exceeds 2048 characters.",
    "aws_policy_too_large",
  ],
  ["Throttling", "Rate exceeded", "aws_throttled"],
  ["ThrottlingException", "Rate exceeded", "aws_throttled"],
  ["SomethingOfTomorrow", "canary", "aws_unavailable", { reason: "SomethingOfTomorrow" }],
];

test.each(rows)("%s: %s", (name, message, code, details, context = { roleArn }) => {
  const told = translateAwsError(Object.assign(new Error(message), { name }), context);
  expect(told.code).toBe(code);
  expect(told.details ?? {}).toMatchObject(details ?? {});
  expect(errorStatus[told.code]).toBeLessThan(500);
  // The raw message goes nowhere, nor does a value in it.
  const words = JSON.stringify([told.message, told.details]);
  expect(words).not.toContain(message);
  expect(words).not.toContain("canary");
});

test("each kind of denial has a sentence of its own, which names the policy to change", () => {
  const sentence = (message: string) =>
    translateAwsError(Object.assign(new Error(message), { name: "AccessDenied" }), { roleArn }).message;
  expect.soft(sentence(none("service control policy"))).toMatch(/service control policy over the account/);
  expect.soft(sentence(denied("a permissions boundary"))).toMatch(/permissions boundary of/);
  expect
    .soft(sentence(refused("sts:TagSession", "")))
    .toMatch(/trust policy of .* must also allow sts:TagSession/);
  expect
    .soft(sentence(none("identity-based policy", "sts:TagSession")))
    .toMatch(/identity policy of .* must also allow sts:TagSession/);
});

test("what a message names is taken by shape only, and never at length", () => {
  const long = `User: ${"x".repeat(5000)} is not authorized to perform: sts:AssumeRole`;
  const told = translateAwsError(Object.assign(new Error(long), { name: "AccessDenied" }), { roleArn });
  expect(told.details).toMatchObject({ principal: "" });
});

test("what is an AppError already stays as it is", () => {
  const first = translateAwsError(Object.assign(new Error("x"), { name: "Throttling" }));
  expect(translateAwsError(first)).toBe(first);
});
