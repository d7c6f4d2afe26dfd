import type { ErrorCode } from "#lib/errors.ts";

/** Whose side a refusal is on, and so who changes what. */
export type RefusalSide =
  /** The portal's own identity: it is missing, unknown to AWS or expired. */
  | "source"
  /** The identity policy of the portal's identity. */
  | "identity_policy"
  /** The role's trust policy. */
  | "trust_policy"
  /** The role itself: it is gone, or its settings in AWS or here do not fit. */
  | "role"
  /** What the person gave, such as an MFA code. */
  | "person"
  /** The server that the portal runs on: its clock. */
  | "server"
  | "network"
  /** AWS itself is refusing for a moment. */
  | "aws";

/** What a suggested change does. Each has its words in the messages. */
export const suggestedChanges = [
  "change_trust",
  "create_role",
  "remove_role",
  "allow_assuming",
  "remove_denial",
  "create_provider",
  "adopt_external_id",
  "require_mfa",
  "send_source_identity",
  "leave_out_source_identity",
  "send_tags",
  "leave_out_tags",
  "leave_out_both",
  "add_tag",
  "rename_session",
  "lower_maximum",
  "raise_maximum",
  "drop_policy_arns",
  "drop_session_policy",
  "drop_tags_or_policy",
  "no_mfa",
  "replace_key",
  "give_identity",
  "choose_source",
  "set_clock",
  "publish_issuer",
  "wait",
  "reach_aws",
] as const;
export type SuggestedChangeKind = (typeof suggestedChanges)[number];

/** A change that would make the role work, ready to be copied. */
export type SuggestedChange = {
  /** What is changed. */
  where: "identity_policy" | "trust_policy" | "role" | "portal" | "server";
  /** ARN of what is changed in AWS: the role, or the portal's identity. Empty for the portal and the server. */
  arn: string;
  what: SuggestedChangeKind;
  /** The policy document, or for `portal` the body of a PATCH of `roleId`; null when there is nothing to copy. */
  document: object | null;
  /** The role of the catalogue that a change of `portal` is for: of a chain, maybe an earlier one. */
  roleId: string | null;
  /** AWS CLI lines that make the change, where that is one; else null. */
  cli: string | null;
};

/** What checking a role found. */
export type RoleCheckView =
  | {
      ok: true;
      /** Who assumed. */
      identityArn: string;
      sessionName: string;
      durationSeconds: number;
      maxDurationSeconds: number;
      chained: boolean;
      /** Percent of what AWS allows for session policy and tags; null when there are none. */
      packedPolicyPercent: number | null;
      sourceIdentity: boolean;
      externalId: boolean;
      tags: number;
    }
  | {
      ok: false;
      code: ErrorCode;
      side: RefusalSide;
      message: string;
      details: Readonly<Record<string, unknown>>;
      /** The role that refuses: of a chain, maybe an earlier one. */
      roleArn: string | null;
      identityArn: string | null;
      /** The smallest change first; more than one when AWS does not tell which of them is missing. */
      changes: readonly SuggestedChange[];
      /** How sure the finding is: read from AWS, told by AWS, or the likeliest. */
      certainty: "seen" | "told" | "likely";
    };
