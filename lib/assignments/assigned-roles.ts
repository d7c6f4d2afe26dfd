import { now } from "#lib/db/clock.ts";

/**
 * The condition on a role that it is assigned to a person now, by themselves or by a group. Says nothing of auditors,
 * who get no role session whatever is assigned to them.
 */
export function assignedTo(personId: string) {
  const at = now();
  return {
    removedAt: null,
    targetRoles: {
      some: {
        target: {
          assignments: {
            some: {
              AND: [
                { OR: [{ personId }, { group: { memberships: { some: { personId } } } }] },
                { OR: [{ startsAt: null }, { startsAt: { lte: at } }] },
                { OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] },
              ],
            },
          },
        },
      },
    },
  };
}
