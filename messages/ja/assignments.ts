import type { assignments as english } from "../en/assignments.ts";
import type { Translated } from "../shape.ts";

export const assignments: Translated<typeof english> = {
  title: "割り当て",
  accountPart: "アカウント {name}",
  tagPart: "タグ {tag}",
  namePart: "名前が {pattern} のロール",
  partSeparator: "、",
};
