import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { tokenColumns, toTokenView } from "./token-view.ts";

/** How many of the roles that a token is limited to are named. */
const mostNamed = 10;

/**
 * A person's access tokens that are neither revoked nor expired, the newest first, with the first ten roles of those
 * that are limited to some. Whoever calls has said that the viewer may see them.
 */
export async function readTokensInForce(personId: string) {
  const rows = await db().accessToken.findMany({
    where: { personId, revokedAt: null, expiresAt: { gt: now() } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 100,
    select: {
      ...tokenColumns,
      roles: {
        orderBy: [{ role: { label: "asc" } }, { roleId: "asc" }],
        take: mostNamed,
        select: { role: { select: { id: true, label: true, account: { select: { name: true } } } } },
      },
    },
  });
  return rows.map((row) => ({
    ...toTokenView(row),
    onlyRoles: row.roles.map(({ role: { id, label, account } }) => ({
      id,
      label,
      accountName: account.name,
    })),
  }));
}
