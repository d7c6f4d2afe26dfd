import type { role as english } from "../en/role.ts";
import type { Translated } from "../shape.ts";

export const role: Translated<typeof english> = {
  title: "ロール",
};
