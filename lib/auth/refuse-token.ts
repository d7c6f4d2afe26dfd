import { recordAlone } from "#lib/audit/transact.ts";
import { AppError } from "#lib/errors.ts";
import { addressBlock } from "./address-block.ts";
import type { AttemptLimit } from "./attempts.ts";
import { requireAttempt } from "./require-attempt.ts";
import { anonymousActor, type RequestOrigin } from "./viewer.ts";

/**
 * Failures only: a token that stands is never refused for what others at its address sent, as nobody guesses 256
 * random bits. What the limit keeps small is the log.
 */
const perAddress: AttemptLimit = { name: "access-token", most: 20, windowSeconds: 900 };

/**
 * Refuses a bearer token that is nobody's, counted and recorded by address. Past the limit the log has one event a
 * window.
 * @throws AppError `token_invalid`, past the limit `too_many_attempts`
 */
export async function refuseToken(
  origin: RequestOrigin,
  asked: { method: string; path: string },
): Promise<never> {
  await requireAttempt(origin, [{ limit: perAddress, subject: addressBlock(origin.address) }], {
    event: "request.refused",
    outcome: "refused",
    fields: asked,
  });
  await recordAlone(anonymousActor(origin), {
    event: "request.refused",
    outcome: "refused",
    fields: { ...asked, code: "token_invalid" },
  });
  throw new AppError("token_invalid", "The access token is unknown, has ended or was revoked.");
}
