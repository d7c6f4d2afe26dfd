import type { PartitionId } from "#lib/partitions/partitions.ts";
import type { EntryReason } from "./entry-reasons-view.ts";

// What every import reads its text into, and every export is rendered from. What a file does not say is absent, and
// stays as the catalogue has it; null clears.

/** Which credential source a file means. */
export type SourceEntry =
  /** The account's, or the default one. */
  | { kind: "none" }
  /** One of the portal's sources, by name. */
  | { kind: "named"; name: string }
  /** A chain: the session of another role assumes this one. */
  | { kind: "through"; roleArn: string }
  /** AWS's `credential_source`. */
  | { kind: "environment" | "instance_metadata" | "container" }
  /** A profile of the server's own AWS config. */
  | { kind: "profile"; profile: string };

export type AccountEntry = {
  /** Where the file says it, for people: `line 12`, `[profile shop]`. */
  at: string;
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  name?: string;
  /** `#rrggbb` */
  color?: string;
  tags?: Readonly<Record<string, string>>;
  ouPath?: string | null;
  source?: SourceEntry;
};

export type SessionTagEntry = { key: string; value: string; transitive: boolean };

export type RoleEntry = {
  at: string;
  arn: string;
  label?: string;
  color?: string | null;
  region?: string | null;
  destination?: string | null;
  maxDurationSeconds?: number;
  note?: string;
  tags?: Readonly<Record<string, string>>;
  source?: SourceEntry;
  externalId?: string | null;
  requiresMfa?: boolean;
  requiresSecondFactor?: boolean;
  bindAddress?: boolean;
  sourceIdentity?: boolean;
  sessionName?: string | null;
  sessionPolicy?: string | null;
  sessionPolicyArns?: readonly string[];
  sessionTags?: readonly SessionTagEntry[];
  tagsSent?: boolean;
};

export type GroupEntry = {
  at: string;
  name: string;
  description?: string;
  claim?: string | null;
  /** E-mail addresses or session names of members put here by hand; absent leaves them as they are. */
  members?: readonly string[];
};

export type TargetEntry =
  | { roleArn: string }
  | {
      account?: { partition: PartitionId; accountId: string };
      roleNamePattern?: string;
      tag?: { key: string; value: string };
    };

export type AssignmentEntry = {
  at: string;
  /** A person by e-mail address or session name, or a group by name. */
  principal: { person: string } | { group: string };
  target: TargetEntry;
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  /** ISO 8601. */
  startsAt: string | null;
  expiresAt: string | null;
  requiresReason: boolean;
};

/** Why an entry of a file is left out. Closed; the words are under `transfer.reasons`. */
export type RefusedEntry = {
  at: string;
  /** The entry's own name, as text. */
  name: string;
  reason: EntryReason;
  details?: Readonly<Record<string, string | number>>;
};

/** What a reader made of a text. */
export type CatalogueEntries = {
  accounts: readonly AccountEntry[];
  roles: readonly RoleEntry[];
  groups: readonly GroupEntry[];
  assignments: readonly AssignmentEntry[];
  refused: readonly RefusedEntry[];
  /** Things worth knowing that refuse nothing; same words. */
  notes: readonly RefusedEntry[];
  /** How many secrets the text held. They are not in any entry. */
  secretsFound: number;
};
