import type { errors as english } from "../en/errors.ts";
import type { Translated } from "../shape.ts";

export const errors: Translated<typeof english> = {
  role_not_assigned: "このロールは割り当てられていません。",
};
