import { transact } from "#lib/audit/transact.ts";
import { requireMayEnd } from "#lib/auth/require-may-end.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { endOneClientSignIn, noSuchClientSignIn } from "#lib/clients/end-client-sign-in.ts";
import { lockPerson } from "./lock-person.ts";

/**
 * Ends an AWS client's sign-in of a person: its tokens are refused from the next request on.
 * @throws AppError `not_allowed`, `person_not_found`, `recent_sign_in_required`, `client_sign_in_not_found` when it is
 *   not theirs or has ended
 */
export async function endClientSignInOfPerson(viewer: Viewer, personId: string, id: string): Promise<void> {
  requireManager(viewer);
  await transact(async (tx) => {
    const { portalRole, sessionName } = await lockPerson(tx, personId);
    requireMayEnd(viewer, { id: personId, portalRole });
    const endedBy = personId === viewer.personId ? "person" : "manager";
    const how = { endedBy, by: viewer.portalRole } as const;
    if (!(await endOneClientSignIn(tx, viewer, { personId, sessionName }, id, how)))
      throw noSuchClientSignIn();
  });
}
