import { provider } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { foldAscii } from "./fold-ascii.ts";

/** More words than anybody types; the rest is ignored. */
const mostWords = 12;

/**
 * The condition that every word of a query occurs in one of some columns, in either letter case and any order. A
 * word finds its likes of the other width, and of the other kana. Dashes within digits may be missing, as in account ids.
 */
export function holdsWords(columns: readonly Prisma.Sql[], query: string): Prisma.Sql[] {
  const words = query.replaceAll("\0", "").split(/\s+/).filter(Boolean).slice(0, mostWords);
  const parts = columns.map((column) => Prisma.sql`COALESCE(${column}, '')`);
  const haystack = Prisma.join(parts, " || ' ' || ");
  return words.map((word) => {
    const either = [
      ...spellings(word).map((needle) => holds(haystack, needle)),
      ...otherScripts(word).map((needle) => contains(haystack, needle)),
    ];
    return Prisma.sql`(${Prisma.join(either, " OR ")})`;
  });
}

/** A word as it may stand in a column: as typed, in its plain width, without the dashes of an account id. */
function spellings(word: string): string[] {
  const plain = word.normalize("NFKC");
  const digits = /^\d[\d-]*\d$/.test(plain) ? [plain.replaceAll("-", "")] : [];
  return [...new Set([word, plain, ...digits].map((text) => text.toLowerCase()))];
}

/**
 * A word in the width that is not plain, in capitals or small letters throughout, as such texts are written; and in
 * katakana and hiragana, of which people type the one that their keyboard gives first.
 */
function otherScripts(word: string): string[] {
  const plain = word.normalize("NFKC");
  const moved = (text: string, from: RegExp, by: number) =>
    text.replace(from, (sign) => String.fromCharCode(sign.charCodeAt(0) + by));
  const katakana = moved(plain, /[ぁ-ゖ]/g, 0x60);
  const hiragana = moved(plain, /[ァ-ヶ]/g, -0x60);
  const wide = (text: string) => moved(text, /[!-~]/g, 0xfee0);
  const narrow = katakana.normalize("NFD").replace(/./gsu, (sign) => narrowKana.get(sign) ?? sign);
  const found = [wide(plain.toUpperCase()), wide(plain.toLowerCase()), katakana, hiragana, narrow];
  return [...new Set(found)].filter((text) => text !== plain && text !== word);
}

/** Half-width katakana by the sign that Unicode takes each for; voiced ones are two signs either way. */
const narrowKana = new Map(
  Array.from({ length: 0xff9f - 0xff61 + 1 }, (_, at) => {
    const sign = String.fromCharCode(0xff61 + at);
    return [sign.normalize("NFKD"), sign] as const;
  }),
);

function contains(haystack: Prisma.Sql, needle: string): Prisma.Sql {
  return provider() === "postgresql"
    ? Prisma.sql`strpos(${haystack}, ${needle}) > 0`
    : Prisma.sql`instr(${haystack}, ${needle}) > 0`;
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
  return contains(folded, needle);
}
