import { z } from "zod";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/** How an input names a principal: exactly one of the two. */
export const PrincipalInput = {
  personId: z.string().max(64).optional(),
  groupId: z.string().max(64).optional(),
} as const;

/** Whom something is assigned to, as its columns. */
export type Principal = {
  principalId: string;
  personId: string | null;
  groupId: string | null;
  /** For the audit log: a session name, or a group's name. */
  name: string;
};

/**
 * The person or the group that an input names.
 * @throws AppError `principal_missing`, `person_not_found`, `group_not_found`
 */
export async function findPrincipal(
  tx: Tx,
  { personId, groupId }: z.output<z.ZodObject<typeof PrincipalInput>>,
): Promise<Principal> {
  if (personId !== undefined && groupId === undefined) {
    const person = await tx.person.findUnique({ where: { id: personId }, select: { sessionName: true } });
    if (!person) throw new AppError("person_not_found", "There is no such person.");
    return { principalId: personId, personId, groupId: null, name: person.sessionName };
  }
  if (groupId !== undefined && personId === undefined) {
    const group = await tx.group.findUnique({ where: { id: groupId }, select: { name: true } });
    if (!group) throw new AppError("group_not_found", "There is no such group.");
    return { principalId: groupId, personId: null, groupId, name: group.name };
  }
  throw new AppError("principal_missing", "Name one person or one group.");
}
