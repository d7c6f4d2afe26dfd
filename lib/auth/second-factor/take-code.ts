import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import { recordAlone, transact } from "#lib/audit/transact.ts";
import { type AttemptLimit, countCommittedAttempt, takeBackAttempt } from "#lib/auth/attempts.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { openSecret } from "#lib/secrets/seal.ts";
import { matchCode } from "./match-code.ts";
import { secretPlace } from "./secret-place.ts";

// What fails adds up. A right code is taken back: it tells a guesser nothing, and its owner may need many a day.
const perQuarterHour: AttemptLimit = { name: "second-factor", most: 5, windowSeconds: 900 };
const perDay: AttemptLimit = { name: "second-factor-day", most: 20, windowSeconds: 86_400 };

type Taking<T> = {
  /** What the code is for, as the audit log names it. */
  use: "set_up" | "proof" | "removal";
  /** Which authenticator app it must be of: the confirmed one, or the one being set up. */
  of: "confirmed" | "pending";
  /** Done in the transaction that takes the code's step. */
  work: (tx: Tx, at: Date) => Promise<T>;
};

/**
 * Takes a code of the viewer's authenticator app, once: the attempt is counted and committed before the secret is
 * opened, and the time step is taken together with what the code is for.
 * @throws AppError `second_factor_not_enrolled`, `second_factor_enrolled` when one is confirmed and the code should be
 *   of a pending one, `too_many_attempts`, `second_factor_code_wrong`, `second_factor_code_used`
 */
export async function takeCode<T>(viewer: Viewer, code: string, { use, of, work }: Taking<T>): Promise<T> {
  const { personId } = viewer;
  const factor = await db().secondFactor.findUnique({
    where: { personId },
    select: { sealedSecret: true, confirmedAt: true },
  });
  if (!factor || (of === "confirmed" && !factor.confirmedAt))
    throw new AppError("second_factor_not_enrolled", "Set up an authenticator app in your settings first.");
  if (of === "pending" && factor.confirmedAt)
    throw new AppError("second_factor_enrolled", "An authenticator app is set up already. Remove it first.");

  await countTry(viewer, use);
  const at = now();
  const step = matchCode(openSecret(factor.sealedSecret, secretPlace(personId)), code, at);
  if (step === null)
    return refuse(
      viewer,
      use,
      new AppError("second_factor_code_wrong", "That code is not the authenticator app's for now."),
    );

  const taken = await transact(async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: {
        personId,
        sealedSecret: factor.sealedSecret,
        confirmedAt: of === "confirmed" ? { not: null } : null,
        lastStep: { lt: step },
      },
      data: { lastStep: step },
    });
    if (count === 0) return null;
    const done = await work(tx, at);
    await takeBackAttempt(tx, perQuarterHour, personId);
    await takeBackAttempt(tx, perDay, personId);
    return { done };
  });
  if (taken) return taken.done;
  return refuse(
    viewer,
    use,
    new AppError("second_factor_code_used", "That code was used already. Wait for the next one."),
  );
}

async function countTry(viewer: Viewer, use: string): Promise<void> {
  if (!(await countCommittedAttempt(perQuarterHour, viewer.personId)))
    return refuse(
      viewer,
      use,
      new AppError("too_many_attempts", "Too many attempts. Wait 15 minutes and try again.", {
        details: { limit: "quarter_hour" },
      }),
    );
  if (!(await countCommittedAttempt(perDay, viewer.personId)))
    return refuse(
      viewer,
      use,
      new AppError("too_many_attempts", "Too many wrong codes today. Wait a day, or ask an owner to reset.", {
        details: { limit: "day" },
      }),
    );
}

async function refuse(viewer: Viewer, use: string, error: AppError): Promise<never> {
  await recordAlone(actorOf(viewer), {
    event: "second_factor.failed",
    outcome: "refused",
    subjectId: viewer.personId,
    fields: { use, code: error.code },
  });
  markRecorded(error);
  throw error;
}
