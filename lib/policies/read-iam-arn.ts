/** An IAM role, user or account root. */
export type IamIdentity = {
  arn: string;
  partition: string;
  /** Twelve digits. */
  accountId: string;
  kind: "role" | "user" | "root";
  /** `/` or `/team/`; null where the ARN does not tell it. */
  path: string | null;
  /** Empty for root. */
  name: string;
};

/**
 * The IAM identity behind an ARN, the one that a trust policy names: of a role session its role, whose path the
 * session's ARN does not tell. Null for what no role can trust, such as federated users.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function readIamArn(arn: string): IamIdentity | null {
  const [prefix, partition = "", service, region, accountId = "", ...rest] = arn.split(":");
  // A path may hold colons.
  const resource = rest.join(":");
  if (prefix !== "arn" || region !== "" || !/^aws[a-z-]*$/.test(partition) || !/^\d{12}$/.test(accountId))
    return null;
  const identity = { arn, partition, accountId };
  if (service === "sts") {
    const name = /^assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]{2,64}$/.exec(resource)?.[1];
    if (name === undefined) return null;
    const roleArn = `arn:${partition}:iam::${accountId}:role/${name}`;
    return { ...identity, arn: roleArn, kind: "role", path: null, name };
  }
  if (service !== "iam") return null;
  if (resource === "root") return { ...identity, kind: "root", path: "/", name: "" };
  const [, kind, path = "", name] =
    /^(role|user)\/((?:[\x21-\x7e]+\/)?)([\w+=,.@-]{1,64})$/.exec(resource) ?? [];
  if (name === undefined || (kind !== "role" && kind !== "user")) return null;
  return { ...identity, kind, path: `/${path}`, name };
}
