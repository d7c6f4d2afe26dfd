import type { AuditActor } from "#lib/audit/events.ts";
import { recordEvent } from "#lib/audit/transact.ts";
import { provider, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";

/**
 * Holds off changes of which group takes which value until the transaction ends, while others may sign in beside it.
 * Comes before the lock of a person, as in whatever orders the changes of the catalogue.
 */
export async function holdGroups(tx: Tx): Promise<void> {
  // SQLite has one writer.
  if (provider() === "postgresql")
    await tx.$queryRaw`SELECT "id" FROM "Installation" WHERE "id" = 1 FOR SHARE`;
}

/**
 * Brings a person's memberships by the groups claim up to date with what the identity provider just told: into the
 * groups of these values, and out of all others that the claim alone put them into. Whoever calls holds the groups
 * and the person.
 * @param values of the claim, 1,000 at most
 */
export async function followClaims(
  tx: Tx,
  actor: AuditActor,
  person: { id: string; sessionName: string },
  values: readonly string[],
): Promise<void> {
  const personId = person.id;
  const named = { id: true, name: true } as const;
  const wanted = await tx.group.findMany({ where: { claim: { in: [...values] } }, select: named });
  const rows = await tx.membership.findMany({
    where: { personId, groupId: { not: null } },
    select: { byHand: true, byClaim: true, group: { select: named } },
  });
  const inside = rows.flatMap(({ group, ...how }) => (group ? [{ ...group, ...how }] : []));
  const has = (groups: readonly { id: string }[], id: string) => groups.some((group) => group.id === id);

  const coming = wanted.filter((group) => !has(inside, group.id));
  const staying = inside.filter((group) => !group.byClaim && has(wanted, group.id));
  const leaving = inside.filter((group) => group.byClaim && !has(wanted, group.id));
  const gone = leaving.filter((group) => !group.byHand);

  const where = (groups: readonly { id: string }[]) => ({
    personId,
    groupId: { in: groups.map((group) => group.id) },
  });
  const createdAt = now();
  if (coming.length > 0)
    await tx.membership.createMany({
      data: coming.map(({ id }) => ({ personId, principalId: id, groupId: id, byClaim: true, createdAt })),
    });
  if (staying.length > 0) await tx.membership.updateMany({ where: where(staying), data: { byClaim: true } });
  if (gone.length > 0) await tx.membership.deleteMany({ where: where(gone) });
  if (leaving.length > gone.length)
    await tx.membership.updateMany({ where: where(leaving), data: { byClaim: false } });

  const record = (event: "group.member_added" | "group.member_removed", groups: typeof coming) => {
    for (const group of groups)
      recordEvent(tx, actor, {
        event,
        outcome: "done",
        subjectId: personId,
        fields: {
          by: "identity provider",
          person: person.sessionName,
          groupId: group.id,
          group: group.name,
        },
      });
  };
  record("group.member_added", coming);
  record("group.member_removed", gone);
}
