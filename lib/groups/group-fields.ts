import { z } from "zod";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

const oneLine = (text: string) => !/\p{Cc}/u.test(text);

/** What a group is made of. */
export const groupFields = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine(oneLine)
    .refine((name) => groupNameKey(name) !== "", "has nothing that can be seen"),
  description: z
    .string()
    .trim()
    .max(500)
    .refine((text) => oneLine(text.replaceAll("\n", ""))),
  /** Compared as it is: identity providers tell letter cases apart. */
  claim: z
    .string()
    .max(256)
    .refine((text) => text.trim() !== "" && oneLine(text))
    .nullable(),
} as const;

/** The text that the names of no two groups share: without letter case, width, and what nobody sees. */
export function groupNameKey(name: string): string {
  const seen = name.normalize("NFKC").replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
  return seen.replaceAll(/\s+/g, " ").trim().toLowerCase();
}

/**
 * Whoever calls has ordered the changes of the catalogue.
 * @param exceptId the group that may have them already
 * @throws AppError `group_name_taken`, `group_claim_taken`
 */
export async function refuseTakenFields(
  tx: Tx,
  { name, claim }: { name?: string | undefined; claim?: string | null | undefined },
  exceptId: string | null = null,
): Promise<void> {
  const other = async (where: { nameKey: string } | { claim: string }) => {
    const found = await tx.group.findUnique({ where, select: { id: true } });
    return found !== null && found.id !== exceptId;
  };
  if (name !== undefined && (await other({ nameKey: groupNameKey(name) })))
    throw new AppError("group_name_taken", "There is a group of this name already.");
  if (typeof claim === "string" && (await other({ claim })))
    throw new AppError(
      "group_claim_taken",
      "Another group takes its members from this value of the groups claim already.",
    );
}
