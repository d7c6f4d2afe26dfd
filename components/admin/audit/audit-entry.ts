/** One event of the audit log, as the page shows it. */
export type AuditEntry = {
  sequence: number;
  /** ISO 8601. */
  at: string;
  event: string;
  outcome: string;
  viewerId: string | null;
  viewerName: string;
  subjectId: string | null;
  roleId: string | null;
  roleArn: string | null;
  accountId: string | null;
  requestId: string;
  address: string;
  fields: Readonly<Record<string, unknown>>;
};

/** What ids are called today; the log itself keeps the names of its own time. */
export type AuditNames = {
  people: ReadonlyMap<string, string>;
  roles: ReadonlyMap<string, { label: string; accountName: string }>;
  accounts: ReadonlyMap<string, string>;
};
