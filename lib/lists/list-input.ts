import { z } from "zod";

/**
 * What every list is asked with, beside its own filters: words to search, how to sort, where to go on from.
 * @param sorts names of the sorts offered, the first one unless told; `-` before one turns it round
 */
export function listInput<const Name extends string>(sorts: readonly [Name, ...Name[]]) {
  const turned = sorts.map((name) => `-${name}` as const);
  return {
    q: z.string().trim().max(200).optional(),
    sort: z.enum([...sorts, ...turned]).default(sorts[0] as never),
    cursor: z.string().max(8000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  };
}

/** `yes` or `no`, as filters in addresses say it. */
export const YesNo = z.enum(["yes", "no"]).transform((answer) => answer === "yes");

/** `key` or `key=value`. */
export const TagFilter = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .transform((text) => {
    const at = text.indexOf("=");
    return at < 0 ? { key: text, value: null } : { key: text.slice(0, at), value: text.slice(at + 1) };
  });

/** The fields of an address that say something: empty ones are as absent. */
export function givenOf(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== "" && value !== undefined));
}
