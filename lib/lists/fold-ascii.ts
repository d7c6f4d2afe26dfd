import { provider } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";

/** A text in lower case as far as it is ASCII, compared byte by byte: the one order that both databases have. */
export function foldAscii(text: Prisma.Sql): Prisma.Sql {
  return provider() === "postgresql" ? Prisma.sql`lower((${text}) COLLATE "C")` : Prisma.sql`lower(${text})`;
}
