import type { BookmarkView } from "#lib/access/picker-role.ts";

/** What was changed here since the roles were read. Times are milliseconds of `performance.now()`. */
export type BookmarkChanges = ReadonlyMap<string, { bookmark: BookmarkView; settledAt: number | null }>;

/**
 * The changes that a list may not know: those under way, and those that settled after it was asked for. The same
 * object when that is all of them.
 */
export function unknownChanges(changes: BookmarkChanges, askedAt: number): BookmarkChanges {
  const left = [...changes].filter(([, { settledAt }]) => settledAt === null || settledAt >= askedAt);
  return left.length === changes.size ? changes : new Map(left);
}
