import type { sources as english } from "../en/sources.ts";
import type { Translated } from "../shape.ts";

export const sources: Translated<typeof english> = {
  title: "認証情報ソース",
};
