import type { admin as english } from "../en/admin.ts";
import type { Translated } from "../shape.ts";

export const admin: Translated<typeof english> = {
  title: "管理",
};
