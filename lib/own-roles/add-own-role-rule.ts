import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { checkDuration } from "#lib/catalogue/check-duration.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { requireSource } from "#lib/catalogue/require-source.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { partitionIds } from "#lib/partitions/partitions.ts";
import { ruleColumns, toRuleView } from "./own-role-rule-row.ts";
import type { OwnRoleRuleView } from "./own-role-view.ts";

/** What this takes; described at /api/openapi.json. */
export const AddOwnRoleRuleInput = z.strictObject({
  partition: z.enum(partitionIds).default("aws"),
  accountPattern: z.string().trim().max(64),
  roleNamePattern: z.string().trim().max(600),
  sourceId: z.string().max(64).nullable().default(null),
  maxDurationSeconds: z.number().nullable().default(null),
});

/**
 * Lets members add roles for themselves whose account and name fit. Owners only: whatever the credential source may
 * assume there becomes theirs to take.
 * @throws AppError `account_pattern_malformed`, `role_name_pattern_malformed`, `duration_out_of_range`,
 *   `source_not_found`
 */
export async function addOwnRoleRule(viewer: Viewer, input: unknown): Promise<OwnRoleRuleView> {
  requireOwner(viewer);
  const { sourceId, maxDurationSeconds, ...terms } = AddOwnRoleRuleInput.parse(input);
  checkAccountPattern(terms.accountPattern);
  checkNamePattern(terms.roleNamePattern);
  if (maxDurationSeconds !== null) checkDuration(maxDurationSeconds);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const source = sourceId === null ? null : await requireSource(tx, sourceId);
    const at = now();
    const row = await tx.ownRoleRule.create({
      data: { id: randomUUID(), ...terms, sourceId, maxDurationSeconds, createdAt: at, updatedAt: at },
      select: ruleColumns,
    });
    recordEvent(tx, actorOf(viewer), {
      event: "own_role_rule.added",
      outcome: "done",
      subjectId: row.id,
      fields: { ...terms, source, maxDurationSeconds },
    });
    return toRuleView(row);
  });
}

function checkAccountPattern(pattern: string): void {
  const digits = pattern.replaceAll("*", "");
  if (/^[\d?]{0,12}$/.test(digits) && (pattern.includes("*") || digits.length === 12) && pattern.length <= 24)
    return;
  throw new AppError(
    "account_pattern_malformed",
    "An account pattern is twelve digits, or digits with the wildcards * and ?.",
  );
}

function checkNamePattern(pattern: string): void {
  if (/^\/?(?:[\w+=,.@*?-]+\/)*[\w+=,.@*?-]{1,128}$/.test(pattern)) return;
  throw new AppError(
    "role_name_pattern_malformed",
    "A role name pattern has 1 to 128 letters, digits or + = , . @ _ - and the wildcards * and ?.",
  );
}
