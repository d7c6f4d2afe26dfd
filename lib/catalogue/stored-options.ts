import type { SessionTag } from "./role-options-view.ts";

/**
 * A column that holds a JSON array of texts: a role's policy ARNs, a person's groups. Only what was checked is written
 * there, and so the cast is safe.
 */
export function readTextList(json: string): string[] {
  return JSON.parse(json) as string[];
}

/** The column that holds session tags. Only `roleOptionsColumns` writes it, and so the cast is safe. */
export function readSessionTags(json: string): SessionTag[] {
  return JSON.parse(json) as SessionTag[];
}
