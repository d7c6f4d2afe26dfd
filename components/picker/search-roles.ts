import type { PickerRole } from "#lib/access/picker-role.ts";
import { findRegion } from "#lib/partitions/regions.ts";
import { foldText } from "./fold-text.ts";

/**
 * Roles ready to be searched. Each different text is kept once, so that a keystroke compares every account's name
 * once and not once for each of its roles.
 */
export type RoleIndex = {
  roles: readonly PickerRole[];
  /** The different searchable texts, folded. */
  texts: readonly string[];
  /** The fields of all roles, one role after another: which text it is, and what it weighs. */
  fields: Uint32Array;
  weights: Uint8Array;
  /** Where each role's fields begin, and after the last one where they end. */
  starts: Uint32Array;
  /** The roles' places in the order of equals: pinned, then often used, then as given. */
  ranks: Uint32Array;
  byRank: Uint32Array;
  /** How close the texts are to the words of the last search: a longer word is only looked for where it began. */
  seen: Map<string, Uint8Array>;
};

/** Folds each different text once, so that a keystroke over 10,000 roles only compares. */
export function indexRoles(roles: readonly PickerRole[]): RoleIndex {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const fields: number[] = [];
  const weights: number[] = [];
  const starts = new Uint32Array(roles.length + 1);
  const place = (text: string) => {
    const at = known.get(text) ?? texts.push(foldText(text)) - 1;
    known.set(text, at);
    return at;
  };
  roles.forEach((role, n) => {
    for (const [text, weight] of searchableTexts(role)) {
      fields.push(place(text));
      weights.push(weight);
    }
    starts[n + 1] = fields.length;
  });
  const byRank = Uint32Array.from(roles.keys());
  const habits = Float64Array.from(roles, habit);
  byRank.sort((a, b) => (habits[b] ?? 0) - (habits[a] ?? 0) || a - b);
  const ranks = new Uint32Array(roles.length);
  byRank.forEach((role, rank) => {
    ranks[role] = rank;
  });
  return {
    roles,
    texts,
    fields: Uint32Array.from(fields),
    weights: Uint8Array.from(weights),
    starts,
    ranks,
    byRank,
    seen: new Map(),
  };
}

/** Further hits are counted and not listed: nobody reads them, and a keystroke should not build them. */
export const mostListed = 200;

export type Hits = { best: readonly PickerRole[]; count: number };

/**
 * The roles in which every word occurs, best first: whole words before beginnings before middles, names before
 * notes; then pinned, then often used, then the order given. Of more than `mostListed` those, and the count of all.
 */
export function searchRoles(index: RoleIndex, words: readonly string[]): Hits {
  const { roles, ranks, byRank, seen } = index;
  const closenesses = words.map((word) => closenessOf(index, word));
  seen.clear();
  words.forEach((word, n) => {
    const closeness = closenesses[n];
    if (closeness !== undefined) seen.set(word, closeness);
  });
  // Score and place in one number each, which sort fast and without a function: the best is the smallest.
  const keys = new Float64Array(roles.length);
  let count = 0;
  for (let role = 0; role < roles.length; role += 1) {
    const score = scoreOf(index, role, closenesses);
    if (score === 0) continue;
    keys[count] = (mostScore - score) * roles.length + (ranks[role] ?? 0);
    count += 1;
  }
  const best = Array.from(
    keys.subarray(0, count).sort().subarray(0, mostListed),
    (key) => roles[byRank[key % roles.length] ?? -1],
  ).filter((role) => role !== undefined);
  return { best, count };
}

const mostScore = 1000;

/** The sum of the words' best fields, or 0 when a word is nowhere. */
function scoreOf(index: RoleIndex, role: number, closenesses: readonly Uint8Array[]): number {
  const { fields, weights, starts } = index;
  const end = starts[role + 1] ?? 0;
  let total = 0;
  for (const closeness of closenesses) {
    let best = 0;
    for (let at = starts[role] ?? 0; at < end; at += 1) {
      const score = (closeness[fields[at] ?? 0] ?? 0) * (weights[at] ?? 0);
      if (score > best) best = score;
    }
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

function closenessOf({ texts, seen }: RoleIndex, word: string): Uint8Array {
  const same = seen.get(word);
  if (same !== undefined) return same;
  const shorter = [...seen.keys()]
    .filter((known) => word.includes(known))
    .sort((a, b) => b.length - a.length)[0];
  const within = shorter === undefined ? undefined : seen.get(shorter);
  const found = new Uint8Array(texts.length);
  texts.forEach((text, n) => {
    if (within === undefined || within[n] !== 0) found[n] = closeness(text, word);
  });
  return found;
}

/** 4 the whole text, 3 its beginning, 2 a word's beginning, 1 anywhere, 0 nowhere. */
function closeness(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return text.length === word.length ? 4 : 3;
  for (let next = at; next !== -1; next = text.indexOf(word, next + 1)) {
    if (!isWordCharacter(text.charCodeAt(next - 1))) return 2;
  }
  return 1;
}

// Letters and digits beyond ASCII have no cheap test and stand in scripts that seldom part words: take them as such.
function isWordCharacter(code: number): boolean {
  return code > 127 || (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function habit(role: PickerRole): number {
  return (role.bookmark?.pinned ? 1_000_000 : 0) + role.frecency;
}

function searchableTexts(role: PickerRole): [text: string, weight: number][] {
  const texts: [string, number][] = [
    [role.bookmark?.alias ?? "", 12],
    [role.accountName, 10],
    [role.label, 9],
    [role.roleName, 9],
    [role.accountId, 9],
    [role.bookmark?.note ?? "", 4],
    [role.note, 4],
  ];
  for (const tag of role.tags) texts.push([tag.value, 5], [`${tag.key}=${tag.value}`, 5]);
  const region = role.bookmark?.region ?? role.region;
  if (region !== null) {
    const known = findRegion(region);
    texts.push([region, 3], [known?.label ?? "", 3], [known?.labelJa ?? "", 3]);
  }
  return texts.filter(([text]) => text !== "");
}
