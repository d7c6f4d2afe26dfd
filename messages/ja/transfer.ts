import type { transfer as english } from "../en/transfer.ts";
import type { Translated } from "../shape.ts";

export const transfer: Translated<typeof english> = {
  title: "インポートとエクスポート",
};
