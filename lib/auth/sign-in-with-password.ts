import { z } from "zod";
import { recordAlone, recordEvent, transact } from "#lib/audit/transact.ts";
import { db } from "#lib/db/client.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { addressBlock } from "./address-block.ts";
import { type AttemptLimit, forgetAttempts, takeBackAttempt } from "./attempts.ts";
import { verifyPassword } from "./password.ts";
import { requireAttempt } from "./require-attempt.ts";
import { openSignIn } from "./sign-in-sessions.ts";
import { anonymousActor, type RequestOrigin } from "./viewer.ts";

const perPerson: AttemptLimit = { name: "password", most: 5, windowSeconds: 900 };
const perAddress: AttemptLimit = { name: "password-address", most: 100, windowSeconds: 900 };

const Input = z.object({ email: z.string().trim().min(1).max(320), password: z.string().min(1).max(1024) });

export type SignedIn = { personId: string; sid: string };

/**
 * Signs a person in by e-mail and password. Attempts are counted and committed before the password is looked at.
 * @throws AppError `invalid_input`, `too_many_attempts`, `sign_in_failed`, `person_disabled`
 */
export async function signInWithPassword(origin: RequestOrigin, input: unknown): Promise<SignedIn> {
  const parsed = Input.safeParse(input);
  if (!parsed.success) throw new AppError("invalid_input", "Give an e-mail address and a password.");
  const { email, password } = parsed.data;
  const loginEmail = email.toLowerCase();

  const address = addressBlock(origin.address);
  await requireAttempt(
    origin,
    [
      { limit: perPerson, subject: loginEmail },
      { limit: perAddress, subject: address },
    ],
    { event: "sign_in.failed", outcome: "refused", fields: { method: "password" } },
  );

  const person = await db().person.findUnique({
    where: { loginEmail },
    select: { id: true, sessionName: true, passwordHash: true, disabledAt: true },
  });
  const fits = await verifyPassword(password, person?.passwordHash ?? null);
  if (!person || !fits)
    return refuse(
      origin,
      person?.id ?? null,
      "sign_in_failed",
      "The e-mail address or the password is wrong.",
    );
  if (person.disabledAt)
    return refuse(
      origin,
      person.id,
      "person_disabled",
      "Your access is disabled. Ask an owner of this portal.",
    );

  const signedIn = await transact(async (tx) => {
    // Changes nothing, but takes the row's lock: a password changed or a person disabled meanwhile wins.
    const { passwordHash } = person;
    const { count } = await tx.person.updateMany({
      where: { id: person.id, disabledAt: null, passwordHash },
      data: { passwordHash },
    });
    if (count === 0) return null;
    await forgetAttempts(tx, perPerson, loginEmail);
    await takeBackAttempt(tx, perAddress, address);
    const { sid } = await openSignIn(tx, { personId: person.id, method: "password", origin });
    recordEvent(
      tx,
      { id: person.id, name: person.sessionName, requestId: origin.requestId, address: origin.address },
      { event: "sign_in.succeeded", outcome: "done", subjectId: person.id, fields: { method: "password" } },
    );
    return { personId: person.id, sid };
  });
  return (
    signedIn ?? refuse(origin, person.id, "sign_in_failed", "The e-mail address or the password is wrong.")
  );
}

async function refuse(
  origin: RequestOrigin,
  subjectId: string | null,
  code: ErrorCode,
  message: string,
): Promise<never> {
  await recordAlone(anonymousActor(origin), {
    event: "sign_in.failed",
    outcome: "refused",
    subjectId: subjectId ?? undefined,
    fields: { method: "password", code },
  });
  throw new AppError(code, message);
}
