import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Removes a credential source that nothing uses. Its row stays for history, without its secret; its name is free.
 * @throws AppError `source_not_found`, `source_in_use`
 */
export async function removeSource(viewer: Viewer, id: string): Promise<void> {
  requireOwner(viewer);
  await transact(async (tx) => {
    await orderCatalogueChanges(tx);
    const source = await tx.credentialSource.findFirst({
      where: { id, removedAt: null },
      select: { name: true, nameKey: true, kind: true, accessKeyLast4: true },
    });
    if (!source) throw new AppError("source_not_found", "There is no such credential source.");
    await refuseWhileUsed(tx, id);
    const at = now();
    await tx.credentialSource.update({
      where: { id },
      data: { removedAt: at, updatedAt: at, nameKey: `${source.nameKey}#${id}`, sealedKey: null },
    });
    const ended = await tx.mfaSession.deleteMany({ where: { sourceId: id } });
    recordEvent(tx, actorOf(viewer), {
      event: "source.removed",
      outcome: "done",
      subjectId: id,
      fields: {
        source: source.name,
        kind: source.kind,
        accessKeyLast4: source.accessKeyLast4 ?? undefined,
        mfaSessionsEnded: ended.count,
      },
    });
  });
}

const mostNamed = 10;

async function refuseWhileUsed(tx: Tx, sourceId: string): Promise<void> {
  const accounts = await tx.awsAccount.findMany({
    where: { sourceId },
    orderBy: { name: "asc" },
    select: { name: true },
  });
  const roles = await tx.awsRole.findMany({
    where: { sourceId, removedAt: null },
    orderBy: { label: "asc" },
    select: { label: true, account: { select: { name: true } } },
  });
  const rules = await tx.ownRoleRule.findMany({
    where: { sourceId },
    select: { accountPattern: true, roleNamePattern: true },
  });
  const names = [
    ...rules.map((rule) => `${rule.accountPattern}/${rule.roleNamePattern}`),
    ...accounts.map(({ name }) => name),
    ...roles.map(({ label, account }) => `${label} (${account.name})`),
  ];
  if (names.length === 0) return;
  const more = names.length > mostNamed ? ", …" : "";
  const users = `${names.slice(0, mostNamed).join(", ")}${more}`;
  throw new AppError(
    "source_in_use",
    `Roles, accounts or rules still use this credential source: ${users}.`,
    {
      details: { users, count: names.length },
    },
  );
}
