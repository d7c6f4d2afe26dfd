import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import { provider, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma } from "#lib/db/generated/sqlite/client.ts";
import { recordMemberships } from "./record-membership.ts";

type Claimed = { id: string; sessionName: string };

/**
 * Brings a group's members by claim up to date with what everybody brought at their last sign-in, within a transaction
 * that has ordered the changes of the catalogue: those who sign in meanwhile come after it.
 */
export async function followClaim(
  tx: Tx,
  viewer: Viewer,
  group: { id: string; name: string; claim: string | null },
): Promise<void> {
  const groupId = group.id;
  const claiming = group.claim === null ? [] : await findClaiming(tx, group.claim);
  const rows = await tx.membership.findMany({
    where: { groupId },
    select: { byHand: true, byClaim: true, person: { select: { id: true, sessionName: true } } },
  });
  const inside = new Map(rows.map((row) => [row.person.id, row]));
  const wanted = new Set(claiming.map((person) => person.id));

  const coming = claiming.filter((person) => !inside.has(person.id));
  const staying = claiming.filter((person) => inside.get(person.id)?.byClaim === false);
  const leaving = rows.filter((row) => row.byClaim && !wanted.has(row.person.id));
  const gone = leaving.filter((row) => !row.byHand).map((row) => row.person);

  const ids = (people: readonly Claimed[]) => ({ in: people.map((person) => person.id) });
  const createdAt = now();
  await tx.membership.createMany({
    data: coming.map(({ id }) => ({ personId: id, principalId: groupId, groupId, byClaim: true, createdAt })),
  });
  await tx.membership.updateMany({
    where: { groupId, personId: ids(staying) },
    data: { byClaim: true },
  });
  await tx.membership.deleteMany({ where: { groupId, personId: ids(gone) } });
  await tx.membership.updateMany({
    where: { groupId, personId: ids(leaving.map((row) => row.person)) },
    data: { byClaim: false },
  });
  const actor = actorOf(viewer);
  recordMemberships(tx, actor, "group.member_added", group, coming, "claim");
  recordMemberships(tx, actor, "group.member_removed", group, gone, "claim");
}

/** Who brought a value. The database finds whose stored list may hold it; reading the list decides. */
async function findClaiming(tx: Tx, claim: string): Promise<Claimed[]> {
  const position = Prisma.raw(provider() === "postgresql" ? "strpos" : "instr");
  const rows = await tx.$queryRaw<(Claimed & { groups: string })[]>`
    SELECT "id", "sessionName", "groups" FROM "Person" WHERE ${position}("groups", ${JSON.stringify(claim)}) > 0
    ORDER BY "id"`;
  return rows.filter((row) => readTextList(row.groups).includes(claim));
}
