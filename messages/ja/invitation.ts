import type { invitation as english } from "../en/invitation.ts";
import type { Translated } from "../shape.ts";

export const invitation: Translated<typeof english> = {
  title: "招待",
};
