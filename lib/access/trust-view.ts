import type { ErrorCode } from "#lib/errors.ts";
import type { SourceKind } from "#lib/sources/source-view.ts";

/** What must be known of a printed policy, beside its text. Each has a sentence in the messages. */
export const trustNotes = [
  /** The role has an ExternalId, which AssumeRoleWithWebIdentity cannot send. */
  "external_id_not_for_web_identity",
  "external_id_missing",
  "source_identity_not_sent",
  /** Another role that is assumed through this one goes without, and then this one must, too. */
  "source_identity_optional",
  "tags_not_sent",
  "mfa_not_for_web_identity",
  /** Only a user has MFA devices: a role's session never carries MFA. */
  "mfa_not_from_role",
  /** The portal is a role session, whose ARN leaves out the role's path. */
  "principal_path_unknown",
  /** AWS lets root assume no role. */
  "principal_is_root",
  "principal_other_partition",
  "issuer_not_public",
  "trust_policy_long",
] as const;
export type TrustNote = (typeof trustNotes)[number];

/** Whom the role is to trust. */
export type TrustedPrincipal =
  | { kind: "user" | "role" | "root"; arn: string }
  | { kind: "federated"; arn: string; issuer: string; audience: string };

/** A role's trust policy and the identity policy of who assumes it, each as text to copy. */
export type TrustView = {
  roleId: string;
  roleArn: string;
  /** What the role is assumed with: a source's name, empty for the default one, or the label of the role before it. */
  source: { kind: SourceKind; name: string };
} & (
  | {
      ok: true;
      principal: TrustedPrincipal;
      notes: readonly TrustNote[];
      trust: {
        json: string;
        /** For a role that is there. */
        cli: string;
        /** For a new one. */
        cliCreate: string;
        /** Of a web identity: makes its issuer known to the account. */
        cliProvider: string | null;
        cloudFormation: string;
        terraform: string;
      };
      /** Null for a web identity and for root, which have no policy of their own. */
      identity: { arn: string; json: string; cli: string; terraform: string } | null;
      /** What a quick-create link is made of, beside the template's address. */
      quickCreate: { stackName: string; region: string; consoleHost: string; dnsSuffix: string };
    }
  /** Whom to trust is not known at this moment, so nothing is printed. */
  | {
      ok: false;
      code: ErrorCode;
      message: string;
      details: Readonly<Record<string, unknown>>;
    }
);
