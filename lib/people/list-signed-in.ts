import { readOpenSignIns } from "#lib/auth/read-open-sign-ins.ts";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { readClientSignIns } from "#lib/clients/read-client-sign-ins.ts";
import { db } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { readTokensInForce } from "#lib/tokens/read-tokens-in-force.ts";
import type { SignedInView } from "./signed-in-view.ts";

/**
 * Everything that stands for a person at the portal now, 100 of each kind at most, the last used first: browsers, AWS
 * clients, access tokens. Owners, admins and auditors.
 * @throws AppError `not_allowed`, `person_not_found`
 */
export async function listSignedIn(viewer: Viewer, personId: string): Promise<SignedInView> {
  requireReader(viewer);
  const person = await db().person.findUnique({ where: { id: personId }, select: { id: true } });
  if (!person) throw new AppError("person_not_found", "There is no such person.");
  const [signIns, clientSignIns, tokens] = await Promise.all([
    readOpenSignIns(viewer, personId),
    readClientSignIns(personId),
    readTokensInForce(personId),
  ]);
  return { signIns, clientSignIns, tokens };
}
