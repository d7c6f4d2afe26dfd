import type { terminal as english } from "../en/terminal.ts";
import type { Translated } from "../shape.ts";

export const terminal: Translated<typeof english> = {
  title: "ターミナル",
};
