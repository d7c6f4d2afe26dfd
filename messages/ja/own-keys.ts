import type { ownKeys as english } from "../en/own-keys.ts";
import type { Translated } from "../shape.ts";

export const ownKeys: Translated<typeof english> = {
  title: "自分のキーで使う",
};
