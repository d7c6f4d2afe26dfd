import { randomUUID } from "node:crypto";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { now } from "#lib/db/clock.ts";

/**
 * Ends every open sign-in session, every sign-in of an AWS client and every access token of everybody: for whoever runs
 * the portal, after a backup was restored, which brings back those that were ended since, or when cookies may be in the
 * wrong hands. What MFA codes opened goes with them: it came back as well, also where a key was rotated or a person
 * disabled since. There is no viewer: it is for the terminal beside the database, and has no route.
 * @returns how many sign-in sessions ended now; of what was not there to end, there is no event
 */
export function endAllSignIns(): Promise<number> {
  return transact(async (tx) => {
    const at = now();
    const { count } = await tx.signIn.updateMany({
      where: { endedAt: null, expiresAt: { gt: at } },
      data: { endedAt: at },
    });
    const tokens = await tx.accessToken.updateMany({
      where: { revokedAt: null, expiresAt: { gt: at } },
      data: { revokedAt: at },
    });
    const clients = await tx.clientSignIn.updateMany({
      where: { endedAt: null, expiresAt: { gt: at } },
      data: { endedAt: at, endedBy: "operator" },
    });
    await tx.mfaSession.deleteMany();
    const actor = { id: null, name: "operator", requestId: randomUUID(), address: "terminal" };
    const fields = { by: "operator" };
    if (count > 0)
      recordEvent(tx, actor, {
        event: "sign_in.ended",
        outcome: "done",
        fields: { ...fields, ended: count },
      });
    if (tokens.count > 0)
      recordEvent(tx, actor, {
        event: "access_token.revoked",
        outcome: "done",
        fields: { ...fields, revoked: tokens.count },
      });
    if (clients.count > 0)
      recordEvent(tx, actor, {
        event: "client_sign_in.ended",
        outcome: "done",
        fields: { ...fields, ended: clients.count },
      });
    return count;
  });
}
