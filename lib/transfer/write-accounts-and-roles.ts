import { recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { dropRoles } from "#lib/catalogue/drop-roles.ts";
import { makeExternalId } from "#lib/catalogue/make-external-id.ts";
import { chunked } from "#lib/db/chunked.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import type { PlannedChanges } from "./plan-changes.ts";
import { newAccountColumns, type RoleColumns } from "./plan-roles.ts";

/** Rows a statement: SQLite takes 32,766 values. */
const chunk = 500;

/** Adds and changes accounts, roles and sources as planned, in a transaction that has ordered the changes. */
export async function writeAccountsAndRoles(
  tx: Tx,
  viewer: Viewer,
  { accounts, roles, sources }: PlannedChanges,
  managedBy: string | null,
): Promise<void> {
  const [at, actor] = [now(), actorOf(viewer)];
  const owned = managedBy === null ? {} : { managedBy };
  const stamps = { createdAt: at, updatedAt: at };
  const isNew = new Set(sources.map((source) => source.id));
  // A new source may go through a new role, and a new role may have a new source: sources come between.
  const later = (sourceId: string | null | undefined) =>
    sourceId && isNew.has(sourceId) ? null : (sourceId ?? null);
  for (const drafts of chunked(accounts.add, chunk))
    await tx.awsAccount.createMany({
      data: drafts.map((draft) => ({
        ...{ id: draft.id, partition: draft.partition, accountId: draft.accountId },
        ...{ ...newAccountColumns(draft), sourceId: later(draft.sourceId), ...owned, ...stamps },
      })),
    });
  for (const drafts of chunked(roles.add, chunk))
    await tx.awsRole.createMany({
      data: drafts.map(({ id, account, entry, roleName, columns, sourceId }) => ({
        ...{ id, awsAccountId: account.id, arn: entry.arn, arnKey: entry.arn, roleName },
        ...{ ...newRoleColumns(roleName, columns), sourceId: later(sourceId), ...owned, ...stamps },
      })),
    });
  for (const { at: _, ...source } of sources) {
    await tx.credentialSource.create({ data: { ...source, ...stamps } });
    const { id, name, kind, profile, roleId } = source;
    const fields = { source: name, kind, profile: profile ?? undefined };
    recordEvent(tx, actor, {
      event: "source.added",
      outcome: "done",
      subjectId: id,
      roleId: roleId ?? undefined,
      fields,
    });
  }
  const sourceNames = await namesOfSources(tx);
  for (const { draft, columns } of [
    ...accounts.add
      .filter(({ sourceId }) => sourceId && isNew.has(sourceId))
      .map((draft) => ({ draft, columns: {} })),
    ...accounts.change.map((draft) => ({ draft, columns: { ...draft.columns, ...owned } })),
  ]) {
    const { sourceId } = draft;
    const data = { ...columns, ...(sourceId !== undefined && { sourceId }), updatedAt: at };
    await tx.awsAccount.update({ where: { id: draft.id }, data });
  }
  for (const drafts of groupedBy(
    [...roles.add.filter(({ sourceId }) => sourceId && isNew.has(sourceId)), ...roles.change],
    ({ row, columns, sourceId }) =>
      JSON.stringify([row !== null, row ? columns : {}, sourceId === undefined, sourceId]),
  )) {
    const [first] = drafts;
    if (!first) continue;
    const { row, columns, sourceId } = first;
    const data = {
      ...(row && { ...columns, ...owned }),
      ...(sourceId !== undefined && { sourceId }),
      updatedAt: at,
    };
    for (const some of chunked(drafts, chunk))
      await tx.awsRole.updateMany({ where: { id: { in: some.map(({ id }) => id) } }, data });
  }
  await forgetRefusedDurations(tx, { accounts, roles });
  for (const { row, accountId, partition, columns, sourceId, ...draft } of [
    ...accounts.add,
    ...accounts.change,
  ])
    recordEvent(tx, actor, {
      event: row ? "account.changed" : "account.added",
      outcome: "done",
      accountId,
      fields: {
        ...(row
          ? columns
          : { partition, ...newAccountColumns({ row, accountId, partition, columns, sourceId, ...draft }) }),
        ...(sourceId !== undefined && { source: sourceId === null ? null : sourceNames.get(sourceId) }),
        ...owned,
      },
    });
  for (const { row, id, entry, account, roleName, columns, sourceId } of [...roles.add, ...roles.change])
    recordEvent(tx, actor, {
      event: row ? "role.changed" : "role.added",
      outcome: "done",
      roleId: id,
      roleArn: entry.arn,
      accountId: account.accountId,
      fields: {
        ...onRecord(row ? columns : { label: roleName, maxDurationSeconds: 3600, ...columns }),
        ...(!row && columns.externalId === undefined && { externalId: "made" }),
        ...(sourceId !== undefined && { source: sourceId === null ? null : sourceNames.get(sourceId) }),
        ...owned,
      },
    });
}

/** Removes roles as planned. */
export async function removePlannedRoles(tx: Tx, viewer: Viewer, { roles }: PlannedChanges): Promise<void> {
  for (const rows of chunked(roles.remove, chunk))
    await dropRoles(
      tx,
      viewer,
      rows.map((row) => row.id),
    );
}

function newRoleColumns(roleName: string, columns: RoleColumns) {
  return {
    ...{ label: roleName, maxDurationSeconds: 3600, note: "", externalId: makeExternalId() },
    ...columns,
  };
}

/** Columns for the audit log, which keeps no ExternalId. */
function onRecord({ externalId, ...columns }: RoleColumns) {
  return {
    ...columns,
    ...(externalId !== undefined && { externalId: externalId === null ? "removed" : "given" }),
  };
}

async function namesOfSources(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.credentialSource.findMany({
    where: { removedAt: null },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** With another maximum or another source, AWS may grant durations that it refused. */
async function forgetRefusedDurations(
  tx: Tx,
  { accounts, roles }: Pick<PlannedChanges, "accounts" | "roles">,
): Promise<void> {
  const anew = roles.change.filter(
    ({ row, columns, sourceId }) =>
      (sourceId !== undefined && sourceId !== row?.sourceId) ||
      (columns.maxDurationSeconds !== undefined && columns.maxDurationSeconds !== row?.maxDurationSeconds),
  );
  for (const drafts of chunked(anew, chunk))
    await tx.refusedDuration.deleteMany({ where: { roleId: { in: drafts.map(({ id }) => id) } } });
  const moved = accounts.change.filter(
    ({ row, sourceId }) => sourceId !== undefined && sourceId !== row?.sourceId,
  );
  for (const drafts of chunked(moved, chunk))
    await tx.refusedDuration.deleteMany({
      where: { role: { awsAccountId: { in: drafts.map(({ id }) => id) }, sourceId: null } },
    });
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
