import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { type AccessTokenView, tokenColumns, toTokenView } from "./token-view.ts";

/** The viewer's own access tokens, the newest first, ended ones among them. */
export function listOwnAccessTokens(viewer: Viewer): Promise<AccessTokenView[]> {
  return readTokens(viewer.personId);
}

/**
 * A person's access tokens, the newest first, ended ones among them. Owners, admins and auditors.
 * @throws AppError `person_not_found`
 */
export async function listAccessTokens(viewer: Viewer, personId: string): Promise<AccessTokenView[]> {
  requireReader(viewer);
  const person = await db().person.findUnique({ where: { id: personId }, select: { id: true } });
  if (!person) throw new AppError("person_not_found", "There is no such person.");
  return readTokens(personId);
}

async function readTokens(personId: string): Promise<AccessTokenView[]> {
  const rows = await db().accessToken.findMany({
    where: { personId },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: 100,
    select: tokenColumns,
  });
  return rows.map(toTokenView);
}
