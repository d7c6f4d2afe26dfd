import { identify } from "#lib/aws/identify.ts";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { type IamIdentity, readIamArn } from "#lib/policies/read-iam-arn.ts";
import { openSource } from "#lib/sources/open-source.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";
import type { RoleToAssume } from "./role-to-assume.ts";

/** Who assumes a role: an AWS identity, or the people of an issuer that the role's account knows. */
export type Assumer =
  | { kind: "aws"; identity: IamIdentity }
  | { kind: "federated"; providerArn: string; issuer: string; audience: string };

/** What a trust policy names an assumer by. */
export function assumerArn(assumer: Assumer): string {
  return assumer.kind === "aws" ? assumer.identity.arn : assumer.providerArn;
}

const waitMs = 2000;

/**
 * Who assumes a role, the last of its plan: the role before it, the issuer, or whoever AWS says that the source is.
 * Asks AWS, for two seconds at most.
 * @throws AppError AWS's no as `aws_…`, `sealed_secret_unreadable`, `aws_source_invalid` for an identity that no role
 *   can trust
 */
export async function findTrustedPrincipal(
  { source, roles }: AssumptionPlan,
  role: RoleToAssume,
): Promise<Assumer> {
  const before = roles.at(-2);
  if (before) return { kind: "aws", identity: requireIdentity(before.arn) };
  if (source.kind === "web_identity") {
    const issuer = source.issuer ?? env().GENKAN_URL;
    const address = issuer.replace(/^https?:\/\//, "").replace(/\/$/, "");
    return {
      kind: "federated",
      providerArn: `arn:${role.partition}:iam::${role.accountId}:oidc-provider/${address}`,
      issuer,
      audience: source.audience ?? "sts.amazonaws.com",
    };
  }
  const caller = await identify(openSource(source), AbortSignal.timeout(waitMs));
  const identity = requireIdentity(caller.arn);
  return { kind: "aws", identity: identity.path === null ? await withPath(identity) : identity };
}

function requireIdentity(arn: string): IamIdentity {
  const identity = readIamArn(arn);
  if (identity) return identity;
  throw new AppError(
    "aws_source_invalid",
    `No role can trust ${arn}. Use a role or an IAM user as the source.`,
  );
}

/** A role session's ARN leaves out the path; a role of the catalogue has it. Names are unique in an account. */
async function withPath(identity: IamIdentity): Promise<IamIdentity> {
  const { partition, accountId, name } = identity;
  const known = await db().awsRole.findFirst({
    where: { roleName: name, removedAt: null, account: { partition, accountId } },
    select: { arn: true },
  });
  return (known && readIamArn(known.arn)) ?? identity;
}
