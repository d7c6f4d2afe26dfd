import type { PolicyDocument } from "./policy-document.ts";
import { policyJson } from "./policy-json.ts";
import type { IamIdentity } from "./read-iam-arn.ts";

/** Lines for a POSIX shell that replace the trust policy of a role that is there. */
export function updateTrustCli(role: IamIdentity, document: PolicyDocument): string {
  return awsIam("update-assume-role-policy", role.partition, [
    ["role-name", role.name],
    ["policy-document", policyJson(document)],
  ]);
}

/**
 * Lines that make the role.
 * @param maxSessionSeconds 3600 to 43200
 */
export function createRoleCli(
  role: IamIdentity,
  document: PolicyDocument,
  maxSessionSeconds: number,
): string {
  return awsIam("create-role", role.partition, [
    ["role-name", role.name],
    ...(role.path === null || role.path === "/" ? [] : [["path", role.path] as const]),
    ["max-session-duration", String(maxSessionSeconds)],
    ["assume-role-policy-document", policyJson(document)],
  ]);
}

/** Lines that let sessions of a role that is there last longer. */
export function raiseMaximumCli(role: IamIdentity, maxSessionSeconds: number): string {
  return awsIam("update-role", role.partition, [
    ["role-name", role.name],
    ["max-session-duration", String(maxSessionSeconds)],
  ]);
}

/**
 * Lines that make an OpenID issuer known to an account, once for all of its roles. IAM finds the thumbprint of the
 * issuer's certificate by itself; only versions of the CLI from before July 2024 insist on one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export function createProviderCli(input: { partition: string; issuer: string; audience: string }): string {
  return awsIam("create-open-id-connect-provider", input.partition, [
    ["url", input.issuer],
    ["client-id-list", input.audience],
  ]);
}

/** Lines that give a user or a role a policy of its own under that name; null for root, which takes none. */
export function putIdentityPolicyCli(
  identity: IamIdentity,
  policyName: string,
  document: PolicyDocument,
): string | null {
  const { kind } = identity;
  if (kind === "root") return null;
  return awsIam(`put-${kind}-policy`, identity.partition, [
    [`${kind}-name`, identity.name],
    ["policy-name", policyName],
    ["policy-document", policyJson(document)],
  ]);
}

type Option = readonly [name: string, value: string];

// IAM is one for all regions of a partition; which partition, only a region tells the CLI.
const regions: Readonly<Record<string, string>> = {
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-eusc": "eusc-de-east-1",
};

function awsIam(command: string, partition: string, options: readonly Option[]): string {
  const region = regions[partition];
  const all = region === undefined ? options : [["region", region] as const, ...options];
  return `${[`aws iam ${command}`, ...all.map(writeOption)].join(" \\\n  ")}\n`;
}

/** With `=` before a value that begins with a dash, which would be read as an option. */
function writeOption([name, value]: Option): string {
  return `--${name}${value.startsWith("-") ? "=" : " "}${quoteArgument(value)}`;
}

/**
 * One word of a POSIX shell. Line breaks stay, for a document is easier to read with them.
 * @throws Error for other control characters, on which a terminal acts while text is being pasted
 */
function quoteArgument(value: string): string {
  if (/[^\P{Cc}\n]|\p{Cs}/u.test(value)) throw new Error("An argument holds a control character.");
  return /^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
