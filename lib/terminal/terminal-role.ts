import type { PartitionId } from "#lib/partitions/partitions.ts";

/** A role that may give its reader credentials, as far as a terminal's configuration tells of it. */
export type TerminalRole = {
  id: string;
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  accountName: string;
  /** In AWS, without path. */
  roleName: string;
  /** May be empty. */
  label: string;
  /** The person's own name for it. */
  alias: string | null;
  folder: string | null;
  region: string | null;
  pinned: boolean;
  /** What no AWS client can answer: a reason, a code of AWS MFA, the portal's second factor. */
  asks: readonly ("reason" | "mfa" | "secondFactor")[];
};

/** A role with the profile name that is its own. */
export type NamedRole = TerminalRole & { profile: string };
