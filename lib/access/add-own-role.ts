import { randomUUID } from "node:crypto";
import { z } from "zod";
import { checkTerms } from "#lib/assignments/assignment-terms.ts";
import { createAssignment } from "#lib/assignments/create-assignment.ts";
import { findPrincipal } from "#lib/assignments/find-principal.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { findOrAddAccount } from "#lib/catalogue/find-or-add-account.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import { parseRoleReference, type RoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { checkRoleFields, RoleFields } from "#lib/catalogue/role-fields.ts";
import { checkRoleOptions, roleOptionsColumns } from "#lib/catalogue/role-options-fields.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { longestOwnSession, ruleFits } from "#lib/own-roles/rule-fits.ts";
import { checkChains } from "#lib/sources/check-chain.ts";
import { identityKey, portalIdentities } from "./portal-identities.ts";

const { label, color, region, destination, note, externalId, sourceIdentity, requiresMfa } = RoleFields.shape;
/** What this takes; described at /api/openapi.json. */
export const AddOwnRoleInput = z.strictObject({
  reference: z.string().max(20_000),
  label,
  color,
  region,
  destination,
  note,
  externalId,
  sourceIdentity,
  requiresMfa,
});

/** How many a person may have at a time. */
const mostOwnRoles = 100;

/**
 * Adds a role for the viewer alone, where a rule of an owner's lets it in. The rule says with which source it is
 * assumed and how long; the member says only which role, and how it looks to them. It is in nobody else's catalogue,
 * and nothing but their own assignment reaches it, until it is shared.
 * @throws AppError `own_role_refused` without a rule that fits, `own_role_is_portal`, `role_exists` when the viewer
 *   has it already, `too_many_own_roles`, one of `parseRoleReference`'s codes, those of `checkRoleFields`, `external_id_malformed`, and AWS's
 *   no where the portal's own identity cannot be told
 */
export async function addOwnRole(viewer: Viewer, input: unknown): Promise<{ id: string; arn: string }> {
  const { reference: text, ...fields } = AddOwnRoleInput.parse(input);
  if (viewer.portalRole === "auditor")
    throw new AppError("not_allowed", "An auditor gets no role session, so there is nothing to add.");
  const parsed = parseRoleReference(text);
  if (!parsed.ok) throw new AppError(parsed.code, parsed.message);
  const sourceId = await effectiveSource(db(), parsed);
  const isPortal = (keys: ReadonlySet<string>) => keys.has(identityKey({ ...parsed, name: parsed.roleName }));
  // Asked of AWS before the transaction, and without saying whose role it is.
  if (isPortal(await portalIdentities(sourceId)))
    throw new AppError("own_role_is_portal", "That is an identity of the portal itself.");
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    if ((await effectiveSource(tx, parsed)) !== sourceId) throw refused();
    return addForViewer(tx, viewer, parsed, fields);
  });
}

const refused = () =>
  new AppError("own_role_refused", "No rule of this portal lets you add that role for yourself.");

/** The rule that lets a role in, the oldest first. */
async function findRule(tx: Tx, role: RoleReference) {
  const rules = await tx.ownRoleRule.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const rule = rules.find((each) => ruleFits(each, role));
  if (!rule) throw refused();
  return rule;
}

/** The source that the role will be assumed with: the rule's, else its account's, else the default one. */
async function effectiveSource(tx: Tx, role: RoleReference): Promise<string | null> {
  const rule = await findRule(tx, role);
  if (rule.sourceId !== null) return rule.sourceId;
  const { partition, accountId } = role;
  const account = await tx.awsAccount.findUnique({
    where: { partition_accountId: { partition, accountId } },
    select: { sourceId: true },
  });
  return account?.sourceId ?? null;
}

async function addForViewer(
  tx: Tx,
  viewer: Viewer,
  role: RoleReference,
  fields: Omit<z.output<typeof AddOwnRoleInput>, "reference">,
): Promise<{ id: string; arn: string }> {
  const { personId } = viewer;
  const rule = await findRule(tx, role);
  const about = checkRoleFields(role.partition, {
    ...fields,
    label: fields.label || role.displayName,
    color: fields.color === undefined ? role.color : fields.color,
  });
  const options = checkRoleOptions(role, {
    sourceId: rule.sourceId,
    externalId: fields.externalId ?? null,
    requiresMfa: fields.requiresMfa,
  });
  // Unique a person, whatever the team's catalogue holds: whether it does is not for everybody to know.
  const arnKey = `${role.arn}#own ${personId}`;
  const taken = await tx.awsRole.findUnique({ where: { arnKey }, select: { id: true } });
  if (taken)
    throw new AppError("role_exists", "You have added this role already.", { details: { roleId: taken.id } });
  const count = await tx.awsRole.count({ where: { ownerId: personId, removedAt: null } });
  if (count >= mostOwnRoles)
    throw new AppError("too_many_own_roles", "You have as many roles of your own as there may be.", {
      details: { most: mostOwnRoles },
    });
  const at = now();
  const row = await tx.awsRole.create({
    data: {
      id: randomUUID(),
      awsAccountId: await findOrAddAccount(tx, role),
      arn: role.arn,
      arnKey,
      roleName: role.roleName,
      label: about.label || role.roleName,
      color: about.color ?? null,
      region: about.region ?? null,
      destination: about.destination ?? null,
      maxDurationSeconds: longestOwnSession(rule),
      note: about.note ?? "",
      sourceIdentity: about.sourceIdentity ?? true,
      ...roleOptionsColumns(options),
      ownerId: personId,
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true, arn: true, label: true },
  });
  await checkChains(tx);
  recordEvent(tx, actorOf(viewer), {
    event: "role.added",
    outcome: "done",
    subjectId: personId,
    roleId: row.id,
    roleArn: row.arn,
    accountId: role.accountId,
    fields: { label: row.label, own: true, rule: rule.id },
  });
  const terms = checkTerms({
    console: true,
    credentials: true,
    maxDurationSeconds: rule.maxDurationSeconds,
    startsAt: null,
    expiresAt: null,
    requiresReason: false,
  });
  const target = { roleId: row.id, awsAccountId: null, roleNamePattern: null, tagKey: null, tagValue: null };
  await createAssignment(tx, viewer, await findPrincipal(tx, { personId }), target, terms, {
    ownerId: personId,
  });
  return { id: row.id, arn: row.arn };
}
