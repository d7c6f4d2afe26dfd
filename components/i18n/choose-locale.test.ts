import { expect, test } from "vitest";
import { chooseLocale } from "./choose-locale.ts";

const nothing = { saved: null, cookie: undefined, acceptLanguage: null };

test("the saved language wins over cookie and browser", () => {
  expect(chooseLocale({ saved: "en", cookie: "ja", acceptLanguage: "ja" })).toBe("en");
});

test("the cookie wins over the browser, unless it is garbage", () => {
  expect(chooseLocale({ ...nothing, cookie: "ja", acceptLanguage: "en" })).toBe("ja");
  expect(chooseLocale({ ...nothing, cookie: "xx", acceptLanguage: "ja" })).toBe("ja");
});

test.each([
  ["ja,en-US;q=0.9,en;q=0.8", "ja"],
  ["fr-FR,fr;q=0.9,ja-JP;q=0.5,en;q=0.3", "ja"],
  ["en;q=0.3, ja;q=0.7", "ja"],
  ["ja;q=0, en", "en"],
  ["de", "en"],
  ["*;q=abc,;;,", "en"],
  ["", "en"],
])("Accept-Language %j gives %s", (acceptLanguage, locale) => {
  expect(chooseLocale({ ...nothing, acceptLanguage })).toBe(locale);
});
