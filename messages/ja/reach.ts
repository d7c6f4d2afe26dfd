import type { reach as english } from "../en/reach.ts";
import type { Translated } from "../shape.ts";

export const reach: Translated<typeof english> = {
  title: "アクセス範囲",
};
