import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { recordAlone, recordEvent, transact } from "#lib/audit/transact.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { addressBlock } from "./address-block.ts";
import { createPerson } from "./create-person.ts";
import { hashPassword } from "./password.ts";
import { requireAttempt } from "./require-attempt.ts";
import { anonymousActor, type RequestOrigin } from "./viewer.ts";

const hashToken = (token: string) => createHash("sha256").update(token).digest("base64url");

/**
 * Makes the one-time token that opens /setup, replacing any earlier one. Null once the portal has its first owner.
 */
export async function renewSetupToken(): Promise<string | null> {
  const token = randomBytes(24).toString("base64url");
  const { count } = await db().installation.updateMany({
    where: { id: 1, setupDoneAt: null },
    data: { setupTokenHash: hashToken(token) },
  });
  return count === 1 ? token : null;
}

const opensWith = (token: string) => ({ id: 1, setupDoneAt: null, setupTokenHash: hashToken(token) });

/** What this takes; described at /api/openapi.json. */
export const SetupInput = z.strictObject({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(320),
  password: z.string(),
});

/**
 * Makes the first owner, once: the conditional update below is won by one request only.
 * @throws AppError `setup_done`, `setup_token_invalid`, `too_many_attempts`, `password_too_short`
 */
export async function completeSetup(origin: RequestOrigin, input: unknown): Promise<{ personId: string }> {
  const { token, name, email, password } = SetupInput.parse(input);
  const limit = { name: "setup", most: 200, windowSeconds: 900 };
  await requireAttempt(origin, [{ limit, subject: addressBlock(origin.address) }], {
    event: "setup.refused",
    outcome: "refused",
  });
  try {
    // Hashing is dear, so it is not for whoever lacks the token; the update below decides.
    const open = await db().installation.count({ where: opensWith(token) });
    if (open !== 1) await refuseSetup(db());
    const passwordHash = await hashPassword(password);
    return await transact(async (tx) => {
      const { count } = await tx.installation.updateMany({
        where: opensWith(token),
        data: { setupDoneAt: now(), setupTokenHash: null },
      });
      if (count !== 1) await refuseSetup(tx);
      const loginEmail = email.toLowerCase();
      const person = await createPerson(tx, { name, email, loginEmail, passwordHash, portalRole: "owner" });
      recordEvent(tx, anonymousActor(origin), {
        event: "setup.completed",
        outcome: "done",
        subjectId: person.id,
        fields: { sessionName: person.sessionName },
      });
      return { personId: person.id };
    });
  } catch (error) {
    const code = error instanceof AppError ? error.code : "internal_error";
    await recordAlone(anonymousActor(origin), {
      event: "setup.refused",
      outcome: "refused",
      fields: { code },
    });
    throw error;
  }
}

async function refuseSetup(tx: Tx): Promise<never> {
  const installation = await tx.installation.findUnique({ where: { id: 1 }, select: { setupDoneAt: true } });
  if (installation?.setupDoneAt)
    throw new AppError("setup_done", "This portal already has its first owner. Sign in.");
  throw new AppError(
    "setup_token_invalid",
    "The setup token is wrong. It is in the server's log, and new at each start.",
  );
}
