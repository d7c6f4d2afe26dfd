import type { ErrorCode, ErrorDetails } from "#lib/errors.ts";
import type { RefusedEntry } from "./entries-view.ts";
import { type EntryReason, entryReasons } from "./entry-reasons-view.ts";

export const planActions = ["add", "change", "adopt", "remove", "unchanged", "refuse"] as const;
export type PlanAction = (typeof planActions)[number];
export const planKinds = ["account", "role", "source", "group", "member", "assignment"] as const;
export type PlanKind = (typeof planKinds)[number];

/** Why a plan refuses an entry that could be read; the words are under `transfer.planReasons`. */
export const planReasons = [
  "managed_by_other",
  "person_ambiguous",
  "source_owner_only",
  "account_refused",
  "assigned_by_others",
  "entry_repeated",
  "field_malformed",
  "person_not_found",
  "group_not_found",
] as const;
export type PlanReason = (typeof planReasons)[number] | EntryReason | ErrorCode;

/** A field that changes, as text; null where there is nothing. Fields are called as in the catalogue file. */
export type FieldChange = { field: string; from: string | null; to: string | null };

/** What would become of one thing. */
export type PlanItem = {
  kind: PlanKind;
  action: PlanAction;
  name: string;
  /** Where the file says it; null for what only the catalogue has. */
  at: string | null;
  changes: readonly FieldChange[];
  /** Of a refusal. */
  reason?: PlanReason;
  details?: ErrorDetails;
  /** The file owns it, and it was changed in the portal since the file was last applied. */
  drift?: true;
};

/** What applying entries would do. */
export type CataloguePlan = {
  managedBy: string | null;
  prune: boolean;
  items: readonly PlanItem[];
  counts: Readonly<Record<PlanAction, number>>;
  /** Applying asks for it: nothing may have changed since. */
  digest: string;
  notes: readonly RefusedEntry[];
  secretsFound: number;
};

/** The message that says a reason: `transfer.reasons.source_loop`. */
export function reasonMessageKey(reason: PlanReason): string {
  if ((planReasons as readonly string[]).includes(reason)) return `transfer.planReasons.${reason}`;
  if ((entryReasons as readonly string[]).includes(reason)) return `transfer.reasons.${reason}`;
  return `errors.${reason}`;
}
