import { z } from "zod";
import { AppError } from "#lib/errors.ts";

/** A place between two rows of a sorted list. It stays one when either row is gone. */
export type Cursor = {
  /** The sort that the place is in, such as `name` or `-name`. */
  sort: string;
  /** What the row at the place has in each sorted column. */
  values: readonly (string | number)[];
  /** The row's id, which settles ties. */
  id: string;
  /** Whether the page wanted lies before the place instead of after it. */
  before: boolean;
};

const Stored = z.strictObject({
  s: z.string(),
  v: z.array(z.union([z.string().max(2000), z.number()])).max(8),
  i: z.string().max(64),
  b: z.boolean(),
});

/** A cursor as addresses carry it. */
export function writeCursor({ sort, values, id, before }: Cursor): string {
  return Buffer.from(JSON.stringify({ s: sort, v: values, i: id, b: before })).toString("base64url");
}

/**
 * Reads a cursor back, if it was written for this sort.
 * @throws AppError `cursor_malformed`
 */
export function readCursor(text: string, sort: string): Cursor {
  const stored = Stored.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  // PostgreSQL takes no NUL in a text.
  const clean = stored.success && !stored.data.v.some((value) => String(value).includes("\0"));
  if (!clean || stored.data.s !== sort || stored.data.i.includes("\0"))
    throw new AppError("cursor_malformed", "That cursor is none of this list. Start from the first page.");
  const { v: values, i: id, b: before } = stored.data;
  return { sort, values, id, before };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
