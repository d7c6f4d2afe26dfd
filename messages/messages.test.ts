import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { en } from "./en/index.ts";
import { ja } from "./ja/index.ts";

const english = flatten(en);
const japanese = flatten(ja);

describe("messages", () => {
  test("have the same keys in both languages", () => {
    expect([...japanese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("take the same arguments and tags in both languages", () => {
    for (const [key, text] of english) {
      expect.soft({ key, names: placeholders(japanese.get(key) ?? "") }).toEqual({
        key,
        names: placeholders(text),
      });
    }
  });

  test("are none of them empty", () => {
    const all = [...english, ...japanese];
    expect(all.filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test.each([
    ["en", en],
    ["ja", ja],
  ] as const)("of %s format with their arguments", (locale, messages) => {
    const failures: string[] = [];
    const translate = createTranslator({
      locale,
      messages: messages as Record<string, unknown>,
      timeZone: "UTC",
      onError: (error) => failures.push(error.message),
    });
    for (const [key, text] of flatten(messages)) {
      const values = Object.fromEntries(
        placeholders(text).map((name) => [
          name.replace(/^<|>$/g, ""),
          name.startsWith("<") ? (chunks: string) => chunks : 3,
        ]),
      );
      translate.markup(key as never, values as never);
    }
    expect(failures).toEqual([]);
  });
});

function flatten(messages: object, prefix = ""): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (typeof value === "string") texts.set(path, value);
    else for (const [inner, text] of flatten(value as object, path)) texts.set(inner, text);
  }
  return texts;
}

/** Names of ICU arguments, with their kind, and of tags as `<name>`; sorted, each once. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/<([a-z]+)>/gi)) names.add(`<${name}>`);
  for (const [, name] of text.matchAll(/\{\s*([a-z]\w*)\s*(?=[,}])/gi))
    if (name !== undefined) names.add(name);
  return [...names].sort();
}
