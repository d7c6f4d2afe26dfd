import type { z } from "zod";

/**
 * The part of an address that a list takes. The rest, as from a link that was cut, is left out, and the page shows
 * its field empty.
 */
export function listQuery(
  shape: Readonly<Record<string, z.ZodType>>,
  address: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(address).flatMap(([name, text]) => {
    const value = text.trim();
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return value !== "" && name !== "limit" && field?.safeParse(value).success ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}
