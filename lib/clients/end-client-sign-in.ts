import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import type { ClientSignInEnd } from "./end-client-sign-ins.ts";

/**
 * Ends one of the viewer's own client sign-ins: its tokens are refused from the next request on.
 * @throws AppError `client_sign_in_not_found` when it is not theirs or has ended
 */
export async function endOwnClientSignIn(viewer: Viewer, id: string): Promise<void> {
  if (!(await endClientSignIn(viewer, id, "person"))) throw noSuchClientSignIn();
}

/** The refusal for a client sign-in that is not theirs or has ended. */
export const noSuchClientSignIn = () =>
  new AppError("client_sign_in_not_found", "There is no such client sign-in any more.");

/**
 * Ends a client sign-in of the viewer, if it is in force.
 * @returns whether it ended now
 */
export function endClientSignIn(
  viewer: Viewer,
  id: string,
  endedBy: "person" | "sign_out",
): Promise<boolean> {
  return transact((tx) => endOneClientSignIn(tx, viewer, viewer, id, { endedBy, by: endedBy }));
}

/**
 * The same of any person, in a transaction of the caller, who has said that the viewer may.
 * @param how who or what ended it, as the row keeps it and as the event tells it
 */
export async function endOneClientSignIn(
  tx: Tx,
  viewer: Viewer,
  { personId, sessionName }: { personId: string; sessionName: string },
  id: string,
  { endedBy, by }: { endedBy: ClientSignInEnd; by: string },
): Promise<boolean> {
  const at = now();
  const { count } = await tx.clientSignIn.updateMany({
    where: { id, personId, endedAt: null, expiresAt: { gt: at } },
    data: { endedAt: at, endedBy },
  });
  const row = await tx.clientSignIn.findFirst({ where: { id, personId }, select: { clientName: true } });
  if (count === 0 || !row) return false;
  recordEvent(tx, actorOf(viewer), {
    event: "client_sign_in.ended",
    outcome: "done",
    subjectId: personId,
    fields: { person: sessionName, clientSignInId: id, clientName: row.clientName, by },
  });
  return true;
}
