import type { ownRoles as english } from "../en/own-roles.ts";
import type { Translated } from "../shape.ts";

export const ownRoles: Translated<typeof english> = {
  title: "個人ロール",
};
