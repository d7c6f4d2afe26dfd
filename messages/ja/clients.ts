import type { clients as english } from "../en/clients.ts";
import type { Translated } from "../shape.ts";

export const clients: Translated<typeof english> = {
  title: "AWS クライアント",
};
