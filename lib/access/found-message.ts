import type { AppError, ErrorCode } from "#lib/errors.ts";

const sentences: Readonly<Partial<Record<ErrorCode, (role: string, who: string) => string>>> = {
  aws_role_missing: (role) => `${role} does not exist in AWS.`,
  aws_trust_policy_refused: (role, who) =>
    `The role's side refuses: the trust policy of ${role} must trust ${who}, under the conditions it sets.`,
  aws_external_id_refused: (role) =>
    `The role's side refuses: the trust policy of ${role} expects another ExternalId than the portal sends.`,
  aws_mfa_missing: (role) => `The role's side refuses: the trust policy of ${role} requires MFA.`,
  aws_source_identity_missing: (role) =>
    `The role's side refuses: the trust policy of ${role} requires a SourceIdentity, and the role goes without.`,
  aws_source_identity_refused: (role, who) =>
    `The trust policy of ${role} must also allow sts:SetSourceIdentity for ${who}.`,
  aws_tags_missing: (role) =>
    `The role's side refuses: the trust policy of ${role} requires a session tag that is not sent.`,
  aws_tags_refused: (role, who) => `The trust policy of ${role} must also allow sts:TagSession for ${who}.`,
  aws_identity_policy_refused: (role, who) =>
    `Our side refuses: the identity policy of ${who} must allow assuming ${role}.`,
};

/** The sentence of a finding: AWS's refusal as it was told, unless looking closer found another one. */
export function foundMessage(found: ErrorCode, told: AppError, roleArn: string, identityArn: string): string {
  const sentence = found === told.code ? undefined : sentences[found];
  return sentence?.(roleArn, identityArn) ?? told.message;
}
