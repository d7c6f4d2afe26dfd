import { randomUUID } from "node:crypto";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { now } from "#lib/db/clock.ts";

/**
 * Ends every open sign-in session of everybody: for whoever runs the portal, after a backup was restored, which
 * brings back those that were ended since, or when cookies may be in the wrong hands. What MFA codes opened goes with
 * them: it came back as well, also where a key was rotated or a person disabled since. There is no viewer: it is for
 * the terminal beside the database, and has no route.
 * @returns how many ended now; of none there is no event
 */
export function endAllSignIns(): Promise<number> {
  return transact(async (tx) => {
    const at = now();
    const { count } = await tx.signIn.updateMany({
      where: { endedAt: null, expiresAt: { gt: at } },
      data: { endedAt: at },
    });
    await tx.mfaSession.deleteMany();
    if (count > 0)
      recordEvent(
        tx,
        { id: null, name: "operator", requestId: randomUUID(), address: "terminal" },
        { event: "sign_in.ended", outcome: "done", fields: { by: "operator", ended: count } },
      );
    return count;
  });
}
