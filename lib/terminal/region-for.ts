import { findRegion } from "#lib/partitions/regions.ts";
import type { TerminalRole } from "./terminal-role.ts";

/** A role's own region, else the one given, where its partition has that; null is none. */
export function regionFor(role: TerminalRole, otherwise: string | null): string | null {
  if (role.region !== null || otherwise === null) return role.region;
  const known = findRegion(otherwise);
  return known === undefined || known.partition === role.partition ? otherwise : null;
}
