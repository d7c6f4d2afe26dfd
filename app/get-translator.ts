import { type Translator, translatorFor } from "#components/i18n/translator.ts";
import { requestPreferences } from "./request-preferences.ts";

/** Translates into the language of the page being rendered; for Server Components and metadata. */
export async function getTranslator(): Promise<Translator> {
  return translatorFor((await requestPreferences()).locale);
}
