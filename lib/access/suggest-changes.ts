import { AppError } from "#lib/errors.ts";
import {
  createProviderCli,
  createRoleCli,
  putIdentityPolicyCli,
  updateTrustCli,
} from "#lib/policies/aws-cli.ts";
import type { PolicyDocument } from "#lib/policies/policy-document.ts";
import { type IamIdentity, readIamArn } from "#lib/policies/read-iam-arn.ts";
import type { Assumer } from "./find-trusted-principal.ts";
import { alwaysGrantedSeconds } from "./plan-duration.ts";
import type { SuggestedChange, SuggestedChangeKind } from "./role-check-view.ts";
import type { RolePolicies } from "./role-policies.ts";
import type { RoleToAssume } from "./role-to-assume.ts";

/** A change of the role's trust policy to this document. */
export function changeTrust(role: RoleToAssume, document: object): SuggestedChange {
  return {
    where: "trust_policy",
    arn: role.arn,
    what: "change_trust",
    document,
    // What was read from AWS and mended is a policy document as well.
    cli: updateTrustCli(identityOf(role.arn), document as PolicyDocument),
    roleId: null,
  };
}

/** The role made anew, where it is gone. */
export function createRole(role: RoleToAssume, trust: PolicyDocument, seconds: number): SuggestedChange {
  return {
    where: "role",
    arn: role.arn,
    what: "create_role",
    document: trust,
    cli: createRoleCli(identityOf(role.arn), trust, Math.max(seconds, alwaysGrantedSeconds)),
    roleId: null,
  };
}

/** A policy of its own for whoever assumes the role; null where AWS has none, as for a web identity. */
export function allowAssuming({ identity }: RolePolicies): SuggestedChange | null {
  if (!identity) return null;
  const { of, policyName, document } = identity;
  return {
    where: "identity_policy",
    arn: of.arn,
    what: "allow_assuming",
    document,
    cli: putIdentityPolicyCli(of, policyName, document),
    roleId: null,
  };
}

/** Makes the portal's issuer known to the role's account. */
export function createProvider(role: RoleToAssume, assumer: Assumer): SuggestedChange | null {
  if (assumer.kind !== "federated") return null;
  const { issuer, audience, providerArn } = assumer;
  return {
    where: "trust_policy",
    arn: providerArn,
    what: "create_provider",
    document: null,
    cli: createProviderCli({ partition: role.partition, issuer, audience }),
    roleId: null,
  };
}

/** A change of the role's options here, by the API's own PATCH. */
export function changeOptions(
  role: RoleToAssume,
  what: SuggestedChangeKind,
  document: object,
): SuggestedChange {
  return { where: "portal", arn: "", what, document, cli: null, roleId: role.roleId };
}

/** A change that has nothing to copy: what to do is in its words. */
export function tell(where: SuggestedChange["where"], what: SuggestedChangeKind): SuggestedChange {
  return { where, arn: "", what, document: null, cli: null, roleId: null };
}

/** @throws AppError `role_arn_malformed` */
export function identityOf(arn: string): IamIdentity {
  const identity = readIamArn(arn);
  if (!identity) throw new AppError("role_arn_malformed", `${arn} is not the ARN of a role.`);
  return identity;
}
