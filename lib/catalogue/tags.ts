import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { checkTag } from "#lib/targets/find-or-add-target.ts";

/** Tags of an account or a role: AWS allows 50 of each. */
export const TagMap = z.record(z.string().max(128), z.string().max(256));

/** Where an account stands in its organization. */
export const OuPath = z
  .string()
  .trim()
  .max(1000)
  .regex(/^(\/[^/\p{Cc}]+)+$/u, "is a path such as /Workloads/Production");

/**
 * Tags as they are stored: JSON in the order of their keys.
 * @throws AppError `too_many_tags`, `tag_key_malformed`, `tag_value_malformed`
 */
export function storedTags(tags: Readonly<Record<string, string>>): string {
  const entries = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length > 50) throw new AppError("too_many_tags", "AWS takes at most 50 tags.");
  for (const [key, value] of entries) checkTag({ key, value });
  // Written by hand: an object would put keys that look like numbers first.
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;
}
