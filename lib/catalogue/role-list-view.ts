import type { CatalogueRole } from "./catalogue-role.ts";

/** A role as the list of the administration shows it. */
export type RoleListItem = CatalogueRole & {
  /** The role's own tags, which win over its account's. */
  ownTags: Readonly<Record<string, string>>;
  accountTags: Readonly<Record<string, string>>;
  /** The credential source that counts, and who names it. */
  source: { id: string; name: string; from: "role" | "account" | "default" };
  /** The catalogue file that owns it, or null. */
  managedBy: string | null;
  /** How many assignments reach it. */
  assignments: number;
};
