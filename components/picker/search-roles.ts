import type { PickerRole } from "#lib/access/picker-role.ts";
import { findRegion } from "#lib/partitions/regions.ts";
import { foldText } from "./fold-text.ts";

export type IndexedRole = {
  role: PickerRole;
  /** Everything searchable, folded; one test here spares most roles the closer look. */
  haystack: string;
  fields: readonly { text: string; weight: number }[];
};

/** Folds each role's searchable text once, so that a keystroke over 10,000 roles only compares. */
export function indexRoles(roles: readonly PickerRole[]): IndexedRole[] {
  return roles.map((role) => {
    const fields = searchableTexts(role).map(([text, weight]) => ({ text: foldText(text), weight }));
    return { role, fields, haystack: fields.map((field) => field.text).join("\n") };
  });
}

/**
 * The roles in which every word occurs, best first: whole words before beginnings before middles, names before
 * notes; then pinned, then often used, then the order given.
 */
export function searchRoles(index: readonly IndexedRole[], words: readonly string[]): PickerRole[] {
  const found: { role: PickerRole; score: number }[] = [];
  for (const entry of index) {
    if (!words.every((word) => entry.haystack.includes(word))) continue;
    found.push({ role: entry.role, score: score(entry, words) });
  }
  // Sorting is stable, so equals keep the order of the index.
  found.sort((a, b) => b.score - a.score || habit(b.role) - habit(a.role));
  return found.map((hit) => hit.role);
}

function score(entry: IndexedRole, words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    let best = 0;
    for (const { text, weight } of entry.fields) {
      if (weight * 4 <= best) continue;
      best = Math.max(best, weight * closeness(text, word));
    }
    total += best;
  }
  return total;
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
