import type { RefusedEntry } from "./entries-view.ts";
import type { EntryReason } from "./entry-reasons-view.ts";
import { plainLine, shortened } from "./plain-line.ts";

export type EntryDetails = NonNullable<RefusedEntry["details"]>;

/** Says of the entry at hand what is worth knowing. */
export type Note = (reason: EntryReason, details?: EntryDetails) => void;

/** A refusal or note, without `details` where there are none. */
export function entryNote(
  at: string,
  name: string,
  reason: EntryReason,
  details?: EntryDetails,
): RefusedEntry {
  return { at, name: shortened(plainLine(name), 200), reason, ...(details && { details }) };
}

/** Where in an INI file something is said: `[profile shop]`. */
export function sectionPlace(header: string): string {
  return `[${shortened(plainLine(header), 200)}]`;
}
