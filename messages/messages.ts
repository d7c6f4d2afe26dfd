import { en } from "./en/index.ts";
import { ja } from "./ja/index.ts";
import type { Translated } from "./shape.ts";

export type Messages = typeof en;

// A key that Japanese lacks, or has beyond English, fails here and in its own file.
const translations: { en: Messages; ja: Translated<Messages> } = { en, ja };

/** All texts of one language. Typed by English, whose keys and arguments the code is checked against. */
export function messagesOf(locale: "en" | "ja"): Messages {
  // Translated<Messages> has the same keys; the test proves that arguments are the same too.
  return translations[locale] as Messages;
}
