import { provider } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { foldAscii } from "./fold-ascii.ts";

/** More words than anybody types; the rest is ignored. */
const mostWords = 12;

/**
 * The condition that every word of a query occurs in one of some columns, in either letter case and any order. A
 * full-width word finds its half-width like. Dashes within digits may be missing, as in account ids.
 */
export function holdsWords(columns: readonly Prisma.Sql[], query: string): Prisma.Sql[] {
  const words = query.replaceAll("\0", "").split(/\s+/).filter(Boolean).slice(0, mostWords);
  const parts = columns.map((column) => Prisma.sql`COALESCE(${column}, '')`);
  const haystack = Prisma.join(parts, " || ' ' || ");
  return words.map((word) => {
    const either = spellings(word).map((needle) => holds(haystack, needle));
    return Prisma.sql`(${Prisma.join(either, " OR ")})`;
  });
}

/** A word as it may stand in a column: as typed, in its plain width, without the dashes of an account id. */
function spellings(word: string): string[] {
  const plain = word.normalize("NFKC");
  const digits = /^\d[\d-]*\d$/.test(plain) ? [plain.replaceAll("-", "")] : [];
  return [...new Set([word, plain, ...digits].map((text) => text.toLowerCase()))];
}

function holds(haystack: Prisma.Sql, needle: string): Prisma.Sql {
  // Databases fold ASCII alike and other letters each in its own way, so that those of the needle are folded here.
  const capitals = [...new Set(needle)].filter(
    (letter) => letter > "\x7f" && letter.toUpperCase().length === letter.length,
  );
  const folded = capitals
    .filter((letter) => letter.toUpperCase() !== letter)
    .reduce(
      (text, letter) => Prisma.sql`replace(${text}, ${letter.toUpperCase()}, ${letter})`,
      foldAscii(haystack),
    );
  return provider() === "postgresql"
    ? Prisma.sql`strpos(${folded}, ${needle}) > 0`
    : Prisma.sql`instr(${folded}, ${needle}) > 0`;
}
