import type { tokens as english } from "../en/tokens.ts";
import type { Translated } from "../shape.ts";

export const tokens: Translated<typeof english> = {
  title: "アクセストークン",
};
