/** A session tag of a role. The value is a template over the person: `{person}`, `{email}`, `{name}`, `{id}`, `{groups}`. */
export type SessionTag = { key: string; value: string; transitive: boolean };

/** How a role is assumed: for owners and auditors. */
export type RoleOptions = {
  roleId: string;
  /** The source that the role itself names; null for its account's. */
  sourceId: string | null;
  /** The source that counts: the role's, else the account's, else `default`. */
  effectiveSource: { id: string; name: string; from: "role" | "account" | "default" };
  /** The roles assumed one after another, this one last; one alone is no chain. */
  chain: readonly { roleId: string; arn: string; label: string }[];
  externalId: string | null;
  sourceIdentity: boolean;
  /** Around `{person}`; null for the person's session name alone. */
  sessionName: string | null;
  sessionPolicy: string | null;
  sessionPolicyArns: readonly string[];
  sessionTags: readonly SessionTag[];
  tagsSent: boolean;
  requiresMfa: boolean;
  requiresSecondFactor: boolean;
  bindAddress: boolean;
  maxDurationSeconds: number;
  /** Durations that AWS refused, which are not asked for again. */
  refusedDurations: readonly { seconds: number; refusedAt: string }[];
};
