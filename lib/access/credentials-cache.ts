import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";
import { now } from "#lib/db/clock.ts";
import type { AssumptionPlan } from "./assumption-plan.ts";

/** Credentials that serve again, to the same person for the same role asked for in the same way. */
export type KeptCredentials = {
  credentials: RoleCredentials;
  /** The address that they are bound to, or null. */
  boundTo: string | null;
  /** Differs when anything that they were issued by was changed. */
  version: string;
  plan: AssumptionPlan;
};

type Shared = { genkanCredentials?: Map<string, { kept: KeptCredentials; timer: NodeJS.Timeout }> };
// Bundled routes may each load this module, and must mean the same credentials.
const holder: Shared = globalThis as Shared;
holder.genkanCredentials ??= new Map();
const entries = holder.genkanCredentials;

/** Some 3 kB each. The one that was not used for longest goes first. */
const mostKept = 2000;
/** SDKs ask anew when less than this is left, so nothing may be answered that is closer to its end. */
const leastLeftMs = 10 * 60_000;

/**
 * Keeps credentials for half of their life, or until ten minutes before their end if that is sooner. Only in the
 * memory of this process.
 */
export function keepCredentials(key: string, kept: KeptCredentials, issuedAt: Date): void {
  const from = issuedAt.getTime();
  const end = new Date(kept.credentials.expiresAt).getTime();
  const forMs = Math.min(from + (end - from) / 2, end - leastLeftMs) - now().getTime();
  dropCredentials(key);
  if (forMs <= 0) return;
  const timer = setTimeout(() => dropCredentials(key, kept), forMs).unref();
  entries.set(key, { kept, timer });
  for (const oldest of entries.keys()) {
    if (entries.size <= mostKept) break;
    dropCredentials(oldest);
  }
}

/** What is kept under a key, or null. Whether it may be answered is for the database to say. */
export function findKeptCredentials(key: string): KeptCredentials | null {
  const entry = entries.get(key);
  if (!entry) return null;
  entries.delete(key);
  entries.set(key, entry);
  return entry.kept;
}

/** Forgets what is kept under a key; where it is told what, only if it is that still. */
export function dropCredentials(key: string, kept?: KeptCredentials): void {
  const entry = entries.get(key);
  if (!entry || (kept && entry.kept !== kept)) return;
  clearTimeout(entry.timer);
  entries.delete(key);
}
