import type { bulk as english } from "../en/bulk.ts";
import type { Translated } from "../shape.ts";

export const bulk: Translated<typeof english> = {
  title: "一括操作",
};
