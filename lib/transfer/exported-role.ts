import type { PartitionId } from "#lib/partitions/partitions.ts";

/** A role on the way to another: a chain assumes it first. */
export type ExportedStep = { arn: string; externalId: string | null };

/** What exports tell about one role. No secret; the ExternalId only where the asker may have it. */
export type ExportedRole = {
  arn: string;
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  accountName: string;
  /** Without path. */
  roleName: string;
  /** The catalogue's name for it; may be empty. */
  label: string;
  /** The person's own name for it, shown in its place; null for none. */
  alias: string | null;
  /** `#rrggbb` */
  color: string | null;
  region: string | null;
  maxDurationSeconds: number;
  externalId: string | null;
  requiresMfa: boolean;
  /** The SerialNumber of the person's own MFA device, as far as it is known. */
  mfaSerial: string | null;
  note: string;
  /** The role's own. */
  tags: Readonly<Record<string, string>>;
  ouPath: string | null;
  /** The roles that are assumed before this one, in that order; empty when a source assumes it itself. */
  chain: readonly ExportedStep[];
  /** The portal's own page that opens the role's console: http(s). */
  url: string;
  /** The person's folder for it; null for none. */
  folder: string | null;
};
