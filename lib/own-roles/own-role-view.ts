/** What members may add for themselves, as owners write it. */
export type OwnRoleRuleView = {
  id: string;
  partition: string;
  /** Twelve digits, with `*` and `?`. */
  accountPattern: string;
  roleNamePattern: string;
  /** The credential source that such roles are assumed with; null for their account's, or the default one. */
  source: { id: string; name: string } | null;
  maxDurationSeconds: number | null;
  createdAt: string;
};

/** A role that a member added for themselves alone. */
export type OwnRoleView = {
  id: string;
  arn: string;
  label: string;
  accountId: string;
  accountName: string;
  owner: { id: string; name: string; email: string };
  createdAt: string;
};
