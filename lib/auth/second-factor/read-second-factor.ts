import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { freshUntil } from "./require-fresh-second-factor.ts";
import type { SecondFactorView } from "./second-factor-view.ts";

/** Where the viewer stands with their own second factor, and whether this sign-in session has proved it. */
export async function readSecondFactor(viewer: Viewer): Promise<SecondFactorView> {
  const { personId, signInId } = viewer;
  const factor = await db().secondFactor.findUnique({
    where: { personId },
    select: { confirmedAt: true, createdAt: true },
  });
  if (!factor) return { state: "none", since: null, provedUntil: null };
  if (!factor.confirmedAt)
    return { state: "pending", since: factor.createdAt.toISOString(), provedUntil: null };
  const signIn = await db().signIn.findFirst({
    where: { id: signInId, personId, endedAt: null },
    select: { secondFactorAt: true },
  });
  const until = signIn?.secondFactorAt ? freshUntil(signIn.secondFactorAt) : null;
  return {
    state: "set_up",
    since: factor.confirmedAt.toISOString(),
    provedUntil: until && now() < until ? until.toISOString() : null,
  };
}
