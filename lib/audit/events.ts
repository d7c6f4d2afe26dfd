/** Every event of the audit log. */
export const auditEvents = [
  "setup.completed",
  "setup.refused",
  "sign_in.succeeded",
  "sign_in.failed",
  "sign_in.ended",
  "second_factor.set_up",
  "second_factor.proved",
  "second_factor.failed",
  "second_factor.removed",
  "mfa.session_opened",
  "mfa.session_refused",
  "person.added",
  "person.changed",
  "person.disabled",
  "person.enabled",
  "person.invited",
  "invitation.accepted",
  "invitation.refused",
  "invitation.revoked",
  "group.added",
  "group.changed",
  "group.removed",
  "group.member_added",
  "group.member_removed",
  "access_token.added",
  "access_token.revoked",
  "client.registered",
  "client_sign_in.approved",
  "client_sign_in.denied",
  "client_sign_in.opened",
  "client_sign_in.refused",
  "client_sign_in.ended",
  "device_codes.changed",
  "role.added",
  "role.changed",
  "role.removed",
  "role.restored",
  "role.shared",
  "account.added",
  "account.changed",
  "account.removed",
  "catalogue.applied",
  "own_role_rule.added",
  "own_role_rule.removed",
  "role.checked",
  "source.added",
  "source.changed",
  "source.key_rotated",
  "source.removed",
  "source.tested",
  "source.listed",
  "signing_key.rotated",
  "assignment.added",
  "assignment.changed",
  "assignment.revoked",
  "bookmark.changed",
  "role.assume.requested",
  "role.assume.issued",
  "role.assume.refused",
  "role.assume.failed",
  "role.assume.discarded",
  "role.assume.reused",
  "request.refused",
] as const;

export type AuditEventName = (typeof auditEvents)[number];

/** What came of it: `done`, `refused` by us, `failed` at AWS. */
export type AuditOutcome = "done" | "refused" | "failed";

/** A flat value that an event may carry. Never a secret: an access key id is its last four. */
export type AuditValue = string | number | boolean | null | readonly string[];

/** One thing that happened, before it has its place in the chain. */
export type AuditDraft = {
  event: AuditEventName;
  outcome: AuditOutcome;
  subjectId?: string | undefined;
  roleId?: string | undefined;
  roleArn?: string | undefined;
  accountId?: string | undefined;
  fields?: Readonly<Record<string, AuditValue | undefined>> | undefined;
};

/** Who did it and in which request. */
export type AuditActor = {
  id: string | null;
  name: string;
  requestId: string;
  address: string;
  /** The access token that it was done with. */
  accessTokenId?: string | undefined;
  /** The AWS client's sign-in that it was done with. */
  clientSignInId?: string | undefined;
};
