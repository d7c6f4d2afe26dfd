import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { parseRoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { AppError } from "#lib/errors.ts";
import { dropOwnRole } from "./remove-own-role.ts";
import { longestOwnSession, ruleFits } from "./rule-fits.ts";

/**
 * Removes a rule, and with it every role that members added for themselves and that no other rule lets in as it is:
 * with its credential source and its maximum.
 * @returns how many roles went with it
 * @throws AppError `own_role_rule_not_found`
 */
export async function removeOwnRoleRule(viewer: Viewer, id: string): Promise<{ rolesRemoved: number }> {
  requireOwner(viewer);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const { count } = await tx.ownRoleRule.deleteMany({ where: { id } });
    if (count === 0) throw new AppError("own_role_rule_not_found", "There is no such rule.");
    const left = await tx.ownRoleRule.findMany({
      select: {
        partition: true,
        accountPattern: true,
        roleNamePattern: true,
        sourceId: true,
        maxDurationSeconds: true,
      },
    });
    const roles = await tx.awsRole.findMany({
      where: { removedAt: null, ownerId: { not: null } },
      select: { id: true, arn: true, sourceId: true, maxDurationSeconds: true },
    });
    const gone = roles.filter((role) => {
      const reference = parseRoleReference(role.arn);
      const isLetIn = (rule: (typeof left)[number]) =>
        rule.sourceId === role.sourceId &&
        longestOwnSession(rule) >= role.maxDurationSeconds &&
        reference.ok &&
        ruleFits(rule, reference);
      return !left.some(isLetIn);
    });
    for (const role of gone) await dropOwnRole(tx, viewer, role.id);
    recordEvent(tx, actorOf(viewer), {
      event: "own_role_rule.removed",
      outcome: "done",
      subjectId: id,
      fields: { rolesRemoved: gone.length },
    });
    return { rolesRemoved: gone.length };
  });
}
