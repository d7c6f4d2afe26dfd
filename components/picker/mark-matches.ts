import { foldText } from "./fold-text.ts";

export type TextPart = { text: string; marked: boolean };

/** Cuts a text where the words of a search occur in it, compared as the search compares. */
export function markMatches(text: string, words: readonly string[]): TextPart[] {
  if (words.length === 0 || text === "") return [{ text, marked: false }];
  // Most texts of most rows hold no word, and there is no need to know where their characters went.
  const whole = foldText(text);
  if (!words.some((word) => whole.includes(word))) return [{ text, marked: false }];
  const { folded, sources } = foldWithSources(text);
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      const from = sources[at] ?? 0;
      const to = sources[at + word.length] ?? text.length;
      marked.fill(true, from, Math.max(to, from + 1));
    }
  }
  return cut(text, marked);
}

// Folding may lengthen a text, so each folded unit remembers which character it came from.
function foldWithSources(text: string): { folded: string; sources: readonly number[] } {
  let folded = "";
  const sources: number[] = [];
  let at = 0;
  for (const character of text) {
    const units = foldText(character);
    for (let n = 0; n < units.length; n += 1) sources.push(at);
    folded += units;
    at += character.length;
  }
  return { folded, sources };
}

function cut(text: string, marked: readonly boolean[]): TextPart[] {
  const parts: TextPart[] = [];
  for (let n = 0; n < text.length; n += 1) {
    const last = parts.at(-1);
    if (last !== undefined && last.marked === marked[n]) last.text += text[n];
    else parts.push({ text: text[n] ?? "", marked: marked[n] ?? false });
  }
  return parts;
}

/** The same for an account id shown as `1111-2222-3333`: words are found in its digits. */
export function markAccountId(id: string, words: readonly string[]): TextPart[] {
  const digits = markMatches(
    id,
    words.filter((word) => /^\d+$/.test(word)),
  );
  const flags = digits.flatMap((part) => Array.from(part.text, () => part.marked));
  const shown = id.replace(/^(\d{4})(\d{4})(\d{4})$/, "$1-$2-$3");
  let digit = 0;
  const marked = Array.from(shown, (character) => {
    if (character !== "-") {
      digit += 1;
      return flags[digit - 1] ?? false;
    }
    return (flags[digit - 1] ?? false) && (flags[digit] ?? false);
  });
  return cut(shown, marked);
}
