import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { accountColor } from "./account-color.ts";
import { type CatalogueRole, toCatalogueRole } from "./catalogue-role.ts";
import { parseRoleReference, type RoleReference, roleReferenceFromParts } from "./parse-role-reference.ts";
import { AccountName, checkColor, checkRoleFields, RoleFields } from "./role-fields.ts";

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
 * with it when it is new. A link's display name and colour become label and colour unless others are given.
 * @throws AppError one of `parseRoleReference`'s codes, `role_exists`, and those of `checkRoleFields`
 */
export async function addRole(viewer: Viewer, input: unknown): Promise<CatalogueRole> {
  requireOwner(viewer);
  const parsed = AddRoleInput.parse(input);
  const reference =
    "reference" in parsed ? parseRoleReference(parsed.reference) : roleReferenceFromParts(parsed);
  if (!reference.ok) throw new AppError(reference.code, reference.message);
  const { label, color, region, destination, maxDurationSeconds, note, sourceIdentity } = checkRoleFields(
    reference.partition,
    pickRoleFields(parsed, reference),
  );
  return transact(async (tx) => {
    const taken = await tx.awsRole.findUnique({ where: { arnKey: reference.arn }, select: { id: true } });
    if (taken)
      throw new AppError("role_exists", "This role is in the catalogue already.", {
        details: { roleId: taken.id },
      });
    const at = now();
    const awsAccountId = await findOrAddAccount(tx, reference, parsed);
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
        createdAt: at,
        updatedAt: at,
      },
      include: { account: true },
    });
    recordEvent(tx, actorOf(viewer), {
      event: "role.added",
      outcome: "done",
      roleId: row.id,
      roleArn: row.arn,
      accountId: reference.accountId,
      fields: { label: row.label, maxDurationSeconds: row.maxDurationSeconds },
    });
    return toCatalogueRole(row);
  });
}

function pickRoleFields(parsed: z.output<typeof AddRoleInput>, reference: RoleReference) {
  const { label, color, region, destination, maxDurationSeconds, note, sourceIdentity } = parsed;
  return {
    label: label || reference.displayName,
    color: color === undefined ? reference.color : color,
    region,
    destination,
    maxDurationSeconds,
    note,
    sourceIdentity,
  };
}

async function findOrAddAccount(
  tx: Tx,
  reference: RoleReference,
  parsed: z.output<typeof AddRoleInput>,
): Promise<string> {
  const { partition, accountId } = reference;
  const at = now();
  const known = await tx.awsAccount.findUnique({
    where: { partition_accountId: { partition, accountId } },
    select: { id: true },
  });
  if (known) return known.id;
  const added = await tx.awsAccount.create({
    data: {
      id: randomUUID(),
      partition,
      accountId,
      name: parsed.accountName ?? accountId,
      color: parsed.accountColor ? checkColor(parsed.accountColor) : accountColor(accountId),
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true },
  });
  return added.id;
}
