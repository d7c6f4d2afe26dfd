import { recordAlone } from "#lib/audit/transact.ts";
import { AppError } from "#lib/errors.ts";
import { addressBlock } from "./address-block.ts";
import type { AttemptLimit } from "./attempts.ts";
import { requireAttempt } from "./require-attempt.ts";
import { anonymousActor, type RequestOrigin } from "./viewer.ts";

const perAddress: AttemptLimit = { name: "invitation", most: 200, windowSeconds: 900 };

/**
 * Counts an attempt with an invitation, committed before its token is looked at, and records what it is refused with.
 * @throws AppError `too_many_attempts`, and what `work` throws
 */
export async function attemptInvitation<T>(origin: RequestOrigin, work: () => Promise<T>): Promise<T> {
  await requireAttempt(origin, [{ limit: perAddress, subject: addressBlock(origin.address) }], {
    event: "invitation.refused",
    outcome: "refused",
  });
  try {
    return await work();
  } catch (error) {
    const code = error instanceof AppError ? error.code : "internal_error";
    await recordAlone(anonymousActor(origin), {
      event: "invitation.refused",
      outcome: "refused",
      fields: { code },
    });
    throw error;
  }
}
