import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../shape.ts";

export const doctor: Translated<typeof english> = {
  title: "診断",
};
