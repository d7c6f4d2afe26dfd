import { defaultSourceId } from "#lib/sources/source-view.ts";

type Named = { id: string; name: string };

/** The credential source that counts: the role's, else its account's, else the default one. */
export function effectiveSource(
  ofRole: Named | null,
  ofAccount: Named | null,
): Named & { from: "role" | "account" | "default" } {
  if (ofRole) return { ...ofRole, from: "role" };
  if (ofAccount) return { ...ofAccount, from: "account" };
  return { id: defaultSourceId, name: defaultSourceId, from: "default" };
}
