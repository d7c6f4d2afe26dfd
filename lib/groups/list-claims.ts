import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import { db } from "#lib/db/client.ts";
import type { ClaimView } from "./group-view.ts";

/** How many values are told. */
const most = 2000;

/**
 * The values of the groups claim that people brought at their last sign-in, and the group that each is mapped to; then
 * the values that a group is mapped to and nobody brought. By how many people, at most 2,000. For owners, admins and
 * auditors.
 */
export async function listClaims(viewer: Viewer): Promise<ClaimView[]> {
  requireReader(viewer);
  const [people, mapped] = await Promise.all([
    db().person.findMany({ where: { groups: { not: "[]" } }, select: { groups: true } }),
    db().group.findMany({ where: { claim: { not: null } }, select: { id: true, name: true, claim: true } }),
  ]);
  const counts = new Map(mapped.flatMap(({ claim }) => (claim === null ? [] : [[claim, 0]])));
  for (const { groups } of people)
    for (const claim of readTextList(groups)) counts.set(claim, (counts.get(claim) ?? 0) + 1);
  const groupOf = new Map(mapped.map(({ claim, ...group }) => [claim, group]));
  return [...counts]
    .map(([claim, brought]) => ({ claim, people: brought, group: groupOf.get(claim) ?? null }))
    .sort((one, other) => other.people - one.people || (one.claim < other.claim ? -1 : 1))
    .slice(0, most);
}
