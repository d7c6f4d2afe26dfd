import { provider } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";

export type TagAsked = { key: string; value: string | null };

/**
 * The condition that a column of stored tags has a key, or a key with a value. Tags are stored as JSON of one
 * spelling, in which no key or value has a quote of its own, so that a part of the text says it.
 */
export function hasTag(column: Prisma.Sql, { key, value }: TagAsked): Prisma.Sql {
  const part = `${JSON.stringify(key)}:${value === null ? "" : JSON.stringify(value)}`.replaceAll("\0", "");
  return provider() === "postgresql"
    ? Prisma.sql`strpos(${column}, ${part}) > 0`
    : Prisma.sql`instr(${column}, ${part}) > 0`;
}
