import type { Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";

/** How long a proof of the second factor counts as fresh, in the sign-in session that gave it. */
export const secondFactorFreshSeconds = 300;

/**
 * For what asks for a fresh second factor of the portal: passes only when this very sign-in session proved it within
 * the last five minutes, by the database's clock. Reads, and changes nothing.
 * @throws AppError `second_factor_not_enrolled` when the viewer has no confirmed authenticator app,
 *   `second_factor_required` when it was not proved lately
 */
export async function requireFreshSecondFactor(tx: Tx, viewer: Viewer): Promise<void> {
  const { personId, signInId } = viewer;
  const factor = await tx.secondFactor.findUnique({ where: { personId }, select: { confirmedAt: true } });
  if (!factor?.confirmedAt)
    throw new AppError(
      "second_factor_not_enrolled",
      "This role asks for a second factor. Set up an authenticator app in your settings.",
    );
  const signIn = await tx.signIn.findFirst({
    where: { id: signInId, personId, endedAt: null },
    select: { secondFactorAt: true },
  });
  // A proof given with an authenticator app that was replaced since says nothing about this one.
  const provedAt = signIn?.secondFactorAt;
  if (provedAt && provedAt >= factor.confirmedAt && now() < freshUntil(provedAt)) return;
  throw new AppError(
    "second_factor_required",
    "This role asks for a fresh code of your authenticator app. Prove the second factor and try again.",
  );
}

/** Until when a proof of this time counts. */
export function freshUntil(provedAt: Date): Date {
  return new Date(provedAt.getTime() + secondFactorFreshSeconds * 1000);
}
