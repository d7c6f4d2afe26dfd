import type { secondFactor as english } from "../en/second-factor.ts";
import type { Translated } from "../shape.ts";

export const secondFactor: Translated<typeof english> = {
  title: "2 要素認証",
};
