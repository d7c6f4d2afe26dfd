import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { partitions } from "#lib/partitions/partitions.ts";
import {
  createProviderCli,
  createRoleCli,
  putIdentityPolicyCli,
  updateTrustCli,
} from "#lib/policies/aws-cli.ts";
import { cloudFormationTemplate } from "#lib/policies/cloudformation.ts";
import { policyJson, policyLength } from "#lib/policies/policy-json.ts";
import { stackNameFor } from "#lib/policies/quick-create-url.ts";
import { identityTerraform, trustTerraform } from "#lib/policies/terraform.ts";
import { readKind } from "#lib/sources/source-row.ts";
import { type AssumptionPlan, findRoleToAssume, planAssumption } from "./assumption-plan.ts";
import { type Assumer, findTrustedPrincipal } from "./find-trusted-principal.ts";
import { alwaysGrantedSeconds } from "./plan-duration.ts";
import { rolePolicies } from "./role-policies.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import { identityOf } from "./suggest-changes.ts";
import type { TrustedPrincipal, TrustNote, TrustView } from "./trust-view.ts";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const usualPolicyLength = 2048;

/**
 * The trust policy that a role needs and the identity policy of who assumes it, in four languages. Asks AWS who the
 * portal is, for two seconds at most; where that is not known, the view says why instead.
 * @throws AppError `not_allowed`, `role_not_found`
 */
export async function printTrust(viewer: Viewer, roleId: string): Promise<TrustView> {
  requireReader(viewer);
  const { role, region, maxDurationSeconds } = await findRole(roleId);
  let source: TrustView["source"] = { kind: "default", name: "" };
  try {
    const plan = await planAssumption(db(), role);
    source = nearestSource(plan);
    const assumer = await findTrustedPrincipal(plan, role);
    const maxSessionSeconds = Math.max(maxDurationSeconds, alwaysGrantedSeconds);
    const { consoleHost, dnsSuffix, stsRegion } = partitions[role.partition];
    return {
      ok: true,
      roleId,
      roleArn: role.arn,
      source,
      ...(await printPolicies(plan, role, assumer, maxSessionSeconds)),
      quickCreate: {
        stackName: stackNameFor(role.roleName),
        region: region ?? stsRegion,
        consoleHost,
        dnsSuffix,
      },
    };
  } catch (error) {
    if (!isAppError(error) || error.code === "internal_error") throw error;
    const { code, message, details = {} } = error;
    return { ok: false, roleId, roleArn: role.arn, source, code, message, details };
  }
}

async function printPolicies(
  plan: AssumptionPlan,
  role: RoleToAssume,
  assumer: Assumer,
  maxSessionSeconds: number,
) {
  const { partition } = role;
  const iamRole = identityOf(role.arn);
  const { trust, identity, allowed } = await rolePolicies(plan, role, assumer);
  const provider = assumer.kind === "aws" ? null : { ...assumer, arn: assumer.providerArn };
  const printed = { role: iamRole, trust, maxSessionSeconds, provider };
  return {
    principal: principalOf(assumer),
    notes: [
      ...notesOf(role, assumer),
      ...(allowed.sourceIdentity ? (["source_identity_optional"] as const) : []),
      ...(policyLength(trust) > usualPolicyLength ? (["trust_policy_long"] as const) : []),
    ],
    trust: {
      json: policyJson(trust),
      cli: updateTrustCli(iamRole, trust),
      cliCreate: createRoleCli(iamRole, trust, maxSessionSeconds),
      cliProvider: provider && createProviderCli({ ...provider, partition }),
      cloudFormation: cloudFormationTemplate(printed),
      terraform: trustTerraform(printed),
    },
    identity: identity && {
      arn: identity.of.arn,
      json: policyJson(identity.document),
      cli: putIdentityPolicyCli(identity.of, identity.policyName, identity.document) ?? "",
      terraform: identityTerraform(identity.of, identity.policyName, identity.document) ?? "",
    },
  };
}

function notesOf(role: RoleToAssume, assumer: Assumer): TrustNote[] {
  const common: (TrustNote | false)[] = [
    !role.sourceIdentity && "source_identity_not_sent",
    !role.tagsSent && role.sessionTags.length > 0 && "tags_not_sent",
  ];
  const own: (TrustNote | false)[] =
    assumer.kind === "federated"
      ? [
          role.externalId !== null && "external_id_not_for_web_identity",
          role.requiresMfa && "mfa_not_for_web_identity",
          !/^https:\/\/[^/:]+(\/|$)/.test(assumer.issuer) && "issuer_not_public",
        ]
      : [
          role.externalId === null && "external_id_missing",
          role.requiresMfa && assumer.identity.kind === "role" && "mfa_not_from_role",
          assumer.identity.path === null && "principal_path_unknown",
          assumer.identity.kind === "root" && "principal_is_root",
          assumer.identity.partition !== role.partition && "principal_other_partition",
        ];
  return [...own, ...common].filter((note) => note !== false);
}

function principalOf(assumer: Assumer): TrustedPrincipal {
  if (assumer.kind === "aws") return { kind: assumer.identity.kind, arn: assumer.identity.arn };
  const { providerArn: arn, issuer, audience } = assumer;
  return { kind: "federated", arn, issuer, audience };
}

function nearestSource({ source, roles }: AssumptionPlan): TrustView["source"] {
  const before = roles.at(-2);
  if (before) return { kind: "role", name: before.label };
  return { kind: source.kind === "default" ? "default" : readKind(source.kind), name: source.name };
}

async function findRole(roleId: string) {
  const found = await findRoleToAssume(db(), roleId);
  const where = { id: roleId, removedAt: null };
  const row =
    found && (await db().awsRole.findFirst({ where, select: { region: true, maxDurationSeconds: true } }));
  if (!row) throw new AppError("role_not_found", "There is no such role.");
  return { ...row, role: found.role };
}
