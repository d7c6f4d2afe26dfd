import type { groups as english } from "../en/groups.ts";
import type { Translated } from "../shape.ts";

export const groups: Translated<typeof english> = {
  title: "グループ",
};
