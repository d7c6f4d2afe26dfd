import { z } from "zod";
import { readCursor, writeCursor } from "#lib/lists/cursor.ts";

/** How AWS's clients ask for a page, https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_ListAccounts.html */
export const ClientPageInput = {
  maxResult: z
    .string()
    .regex(/^-?\d+$/)
    .default("100")
    .transform(Number)
    .pipe(z.int().min(1).max(100)),
  nextToken: z.string().max(2000).optional(),
} as const;

/**
 * The key that a page begins after; empty for the first page. A page begins after a key and not after a number of
 * rows, so that none is told twice or left out when others come and go.
 * @param list what is listed, so that the token of another list is none of this one
 * @throws AppError `cursor_malformed`
 */
export function pageStart(list: string, nextToken: string | undefined): string {
  return nextToken ? readCursor(nextToken, list).id : "";
}

/**
 * A page of what was found, and the token of the next one.
 * @param found in the order of its keys, one more than fits if there is one
 */
export function pageOf<Found>(
  list: string,
  found: readonly Found[],
  most: number,
  keyOf: (item: Found) => string,
): { items: readonly Found[]; nextToken: string | null } {
  const items = found.slice(0, most);
  const last = items.at(-1);
  const more = found.length > most && last !== undefined;
  return {
    items,
    nextToken: more ? writeCursor({ sort: list, values: [], id: keyOf(last), before: false }) : null,
  };
}
