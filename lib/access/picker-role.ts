import type { CredentialFormat } from "#lib/credentials/credential-formats.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";

/** What holds a role session's length down. */
export type DurationLimit = "role" | "assignment" | "chaining" | "refused";

/** What a person may have a role session for, and how. */
export type PickerUse = {
  /** The longest role session that AWS will grant this person here, in seconds, and what caps it. */
  maxDurationSeconds: number;
  durationLimit: DurationLimit;
  /** Whether a reason must be given. */
  requiresReason: boolean;
};

/** A person's own entry for a role. */
export type BookmarkView = {
  pinned: boolean;
  alias: string | null;
  color: string | null;
  note: string | null;
  /** Order among the pinned; lower first. */
  position: number;
  region: string | null;
  destination: string | null;
  durationSeconds: number | null;
  format: CredentialFormat | null;
  /** Out of the list until asked for. */
  hidden: boolean;
  /** The person's own folder. */
  folder: string | null;
};

/** One role that is assigned to the viewer, as the picker shows it. Strings and numbers only. */
export type PickerRole = {
  id: string;
  arn: string;
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  accountName: string;
  /** `#rrggbb` */
  accountColor: string;
  roleName: string;
  label: string;
  note: string;
  /** The role's own colour, `#rrggbb`, or null for the account's. */
  color: string | null;
  region: string | null;
  destination: string | null;
  tags: readonly { key: string; value: string }[];
  /** Null where this use is not assigned. */
  console: PickerUse | null;
  credentials: PickerUse | null;
  /** Whether AWS MFA is asked for, and until when (ISO 8601) a code given earlier serves; null when none does. */
  requiresMfa: boolean;
  mfaUntil: string | null;
  requiresSecondFactor: boolean;
  /** False where the role's own session policy keeps it from being made read-only. */
  canBeReadOnly: boolean;
  /** Whether every session of the role works from the asker's address only. */
  bindAddress: boolean;
  /** Whether the person added the role for themselves alone. */
  own: boolean;
  /** When the last of the assignments ends, ISO 8601, or null. */
  assignmentExpiresAt: string | null;
  bookmark: BookmarkView | null;
  /** ISO 8601, or null when never used. */
  lastUsedAt: string | null;
  /** Decayed count of uses as of now; higher is more recent and more frequent. */
  frecency: number;
};
