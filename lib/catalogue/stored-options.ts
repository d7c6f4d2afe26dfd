import type { SessionTag } from "./role-options-view.ts";

/** A column that holds a JSON array of texts. Only `roleOptionsColumns` writes it, and so the cast is safe. */
export function readTextList(json: string): string[] {
  return JSON.parse(json) as string[];
}

/** The column that holds session tags. Only `roleOptionsColumns` writes it, and so the cast is safe. */
export function readSessionTags(json: string): SessionTag[] {
  return JSON.parse(json) as SessionTag[];
}
