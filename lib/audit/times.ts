import { z } from "zod";

// SQLite compares times as texts, and PostgreSQL has no year 0: what both keep alike has four digits.
const isKept = (text: string) => {
  const year = new Date(text).getUTCFullYear();
  return year >= 2000 && year <= 2999;
};
const outOfReach = "must be of the years 2000 to 2999";

/** A time that somebody gives, with its offset. */
export const StoredTime = z.iso.datetime({ offset: true }).refine(isKept, outOfReach);

/** A time or a day to search by; without an offset it is the server's. */
export const SearchTime = z.iso
  .datetime({ offset: true, local: true })
  .or(z.iso.date())
  .refine(isKept, outOfReach);
