import type { RefusedEntry } from "#lib/transfer/entries-view.ts";
import type { PlanItem } from "#lib/transfer/plan-view.ts";

/** A profile with keys of its own, and the roles of the file that it assumes. */
export type ImportedProfile = { name: string; roleArns: readonly string[] };

/** What AWS did not tell, or what of it is no entry. */
export type ImportListing = {
  tagsDenied: boolean;
  tagsIncomplete: boolean;
  ousDenied: boolean;
  ousIncomplete: boolean;
  /** How many accounts that are not active, or roles of AWS's own services, are left out. */
  leftOut: number;
  /** Whether there is more than was listed. */
  truncated: boolean;
};

/** How an import's origin was read, apart from what the catalogue makes of it. */
export type ImportReading = {
  refused: readonly RefusedEntry[];
  notes: readonly RefusedEntry[];
  /** How many secrets the text held. None of them is anywhere by now. */
  secretsFound: number;
  profiles: readonly ImportedProfile[];
  listing: ImportListing | null;
};

/** What would become of one thing. */
export type ImportItem = PlanItem & {
  /** Names the entry that it comes from, to take it or leave it; null for what comes along with others. */
  key: string | null;
};

/** What an import would do. */
export type ImportPreview = {
  /** What was read as a catalogue file, without secrets: applying takes it. */
  text: string;
  /** Applying asks for it: nothing may have changed since. */
  digest: string;
  items: readonly ImportItem[];
  /** Null where a text that was read before is looked at again. */
  reading: ImportReading | null;
};

/** What an import did. */
export type ImportResult = { added: number; changed: number; refused: number };
