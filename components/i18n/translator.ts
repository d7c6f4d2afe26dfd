import { createTranslator } from "use-intl/core";
import { messagesOf } from "#messages/messages.ts";
import type { Locale } from "./locales.ts";

/** Translates outside of React's context: in Server Components and for page titles. */
export function translatorFor(locale: Locale) {
  return createTranslator({ locale, messages: messagesOf(locale), timeZone: "UTC" });
}

export type Translator = ReturnType<typeof translatorFor>;
