import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { reachRoles } from "#lib/targets/reach-roles.ts";
import { type CatalogueRole, toCatalogueRole } from "./catalogue-role.ts";
import { checkPolicyLength } from "./check-session-policies.ts";
import { findOrAddAccount } from "./find-or-add-account.ts";
import { makeExternalId } from "./make-external-id.ts";
import { orderCatalogueChanges } from "./order-catalogue-changes.ts";
import { parseRoleReference, roleReferenceFromParts } from "./parse-role-reference.ts";
import { requireSource } from "./require-source.ts";
import { AccountName, checkColor, checkRoleFields, RoleFields } from "./role-fields.ts";
import { checkRoleOptions, roleOptionsColumns, roleOptionsOnRecord } from "./role-options-fields.ts";

const fields = {
  ...RoleFields.shape,
  accountName: AccountName.optional(),
  accountColor: z.string().max(20).optional(),
};
/** What this takes; described at /api/openapi.json. */
export const AddRoleInput = z.union([
  z.strictObject({ reference: z.string().max(20_000), ...fields }),
  z.strictObject({
    partition: z.string().max(20).default("aws"),
    accountId: z.string().max(64),
    roleName: z.string().max(600),
    ...fields,
  }),
]);

/**
 * Adds a role to the catalogue from an ARN, a switch-role link, or account id and role name. The account is added
 * with it when it is new. A link's display name and colour become label and colour unless others are given. Without
 * an ExternalId the role gets a new one, which a trust policy that asks for none ignores; with null it has none.
 * @throws AppError one of `parseRoleReference`'s codes, `role_exists`, `source_not_found`, `source_chain_loops`,
 *   `source_chain_too_long`, `session_policy_too_long`, and those of `checkRoleFields` and `checkRoleOptions`
 */
export async function addRole(viewer: Viewer, input: unknown): Promise<CatalogueRole> {
  requireManager(viewer);
  const parsed = AddRoleInput.parse(input);
  const reference =
    "reference" in parsed ? parseRoleReference(parsed.reference) : roleReferenceFromParts(parsed);
  if (!reference.ok) throw new AppError(reference.code, reference.message);
  const about = checkRoleFields(reference.partition, {
    ...parsed,
    label: parsed.label || reference.displayName,
    color: parsed.color === undefined ? reference.color : parsed.color,
  });
  const options = checkRoleOptions(reference, parsed);
  checkPolicyLength(options.sessionPolicy ?? null, options.sessionPolicyArns ?? []);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const source = options.sourceId ? await requireSource(tx, options.sourceId) : undefined;
    const taken = await tx.awsRole.findUnique({ where: { arnKey: reference.arn }, select: { id: true } });
    if (taken)
      throw new AppError("role_exists", "This role is in the catalogue already.", {
        details: { roleId: taken.id },
      });
    const at = now();
    const awsAccountId = await findOrAddAccount(tx, reference, {
      name: parsed.accountName,
      color: parsed.accountColor ? checkColor(parsed.accountColor) : undefined,
    });
    const { label, color, region, destination, maxDurationSeconds, note, sourceIdentity, tags } = about;
    const row = await tx.awsRole.create({
      data: {
        id: randomUUID(),
        awsAccountId,
        arn: reference.arn,
        arnKey: reference.arn,
        roleName: reference.roleName,
        label: label || reference.roleName,
        color: color ?? null,
        region: region ?? null,
        destination: destination ?? null,
        maxDurationSeconds: maxDurationSeconds ?? 3600,
        note: note ?? "",
        sourceIdentity: sourceIdentity ?? true,
        ...(tags !== undefined && { tags }),
        externalId: makeExternalId(),
        ...roleOptionsColumns(options),
        createdAt: at,
        updatedAt: at,
      },
      include: { account: true },
    });
    if ((row.sourceId ?? row.account.sourceId) !== null) await checkChains(tx);
    await reachRoles(tx, [row.id]);
    recordEvent(tx, actorOf(viewer), {
      event: "role.added",
      outcome: "done",
      roleId: row.id,
      roleArn: row.arn,
      accountId: reference.accountId,
      fields: {
        externalId: "made",
        ...roleOptionsOnRecord(options),
        label: row.label,
        maxDurationSeconds: row.maxDurationSeconds,
        source,
      },
    });
    return toCatalogueRole(row);
  });
}
