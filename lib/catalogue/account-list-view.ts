/** An account as the list of the administration shows it. */
export type AccountListItem = {
  id: string;
  partition: string;
  /** Twelve digits. */
  accountId: string;
  name: string;
  color: string;
  /** The credential source of the account's roles that name none; null for the default one. */
  sourceId: string | null;
  sourceName: string | null;
  tags: Readonly<Record<string, string>>;
  /** Such as `/Workloads/Production`. */
  ouPath: string | null;
  /** The catalogue file that owns it, or null. */
  managedBy: string | null;
  /** How many roles of the team's catalogue it has. */
  roles: number;
};
