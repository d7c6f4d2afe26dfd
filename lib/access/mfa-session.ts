import { createHash } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { type AttemptLimit, countCommittedAttempt, takeBackAttempt } from "#lib/auth/attempts.ts";
import { requireOpenSignIn } from "#lib/auth/require-open-sign-in.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import type { AwsSource } from "#lib/aws/aws-source.ts";
import { getSessionToken } from "#lib/aws/get-session-token.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { openSecret, sealSecret } from "#lib/secrets/seal.ts";
import { openSource } from "#lib/sources/open-source.ts";
import type { AssumptionPlan, RootSource } from "./assumption-plan.ts";

/** What a person gives when a role wants AWS MFA. */
export type MfaGiven = { code: string | undefined; serialNumber: string | undefined };

/** The life of a session that one code opens; AWS's own default for GetSessionToken. */
const lifeSeconds = 12 * 3600;
/** A session this close to its end is no longer used. */
const leastLeftMs = 60_000;
const attempts: AttemptLimit = { name: "mfa", most: 10, windowSeconds: 15 * 60 };
/** AWS takes a code for its own half minute and the one on either side. */
const oneUse: AttemptLimit = { name: "mfa-code", most: 1, windowSeconds: 120 };

const Sealed = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  arn: z.string(),
  /** What it was opened with, as `originOf` tells it. */
  origin: z.string(),
});

/** Whether any role of the plan wants AWS MFA. It is given once, where the plan begins. */
export function wantsMfa({ roles }: AssumptionPlan): boolean {
  return roles.some((role) => role.requiresMfa);
}

/** What there is of a person's MFA with a source. */
export type MfaState = { session: AwsSource | null; serialNumber: string | null };

/**
 * The person's own session of a source's user, if one code of theirs still serves. One that another key, profile or
 * device opened serves nobody, also when it was stored only after the source was changed.
 * @throws AppError `sealed_secret_unreadable`
 */
export async function findMfaSession(tx: Tx, viewer: Viewer, source: RootSource): Promise<MfaState> {
  const row = await tx.mfaSession.findUnique({
    where: { personId_sourceId: { personId: viewer.personId, sourceId: source.id } },
    select: { sealed: true, serialNumber: true, expiresAt: true },
  });
  const serialNumber = row?.serialNumber ?? source.mfaSerial;
  if (!row || row.expiresAt.getTime() - now().getTime() < leastLeftMs) return { session: null, serialNumber };
  const { origin, ...keys } = Sealed.parse(JSON.parse(openSecret(row.sealed, placeOf(viewer, source))));
  if (origin !== originOf(source)) return { session: null, serialNumber: source.mfaSerial };
  return { session: { kind: "session", ...keys }, serialNumber };
}

/**
 * What must be known before a code is asked for or used.
 * @returns the device that the code is of
 * @throws AppError `mfa_unsupported`, `mfa_serial_missing`, `mfa_serial_malformed`, `mfa_code_malformed`,
 *   `mfa_code_required`
 */
export function requireMfaCode(
  plan: AssumptionPlan,
  state: MfaState,
  given: MfaGiven,
): { code: string; serialNumber: string } {
  const { source } = plan;
  if (source.kind === "web_identity" || source.kind === "instance_metadata" || source.kind === "container")
    throw unsupported();
  const serialNumber = given.serialNumber ?? state.serialNumber;
  if (!serialNumber)
    throw new AppError("mfa_serial_missing", "This role wants AWS MFA, and no MFA device is named.");
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
  if (!/^[\w+=/:,.@-]{9,256}$/.test(serialNumber))
    throw new AppError("mfa_serial_malformed", "That is not the serial number of an MFA device.");
  if (given.code === undefined)
    throw new AppError("mfa_code_required", "This role wants AWS MFA: give the six digits of the device.", {
      details: { serialNumber },
    });
  const code = given.code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(code)) throw new AppError("mfa_code_malformed", "An MFA code is six digits.");
  return { code, serialNumber };
}

/** The refusal for a source whose identity has no MFA devices. */
export function unsupported(): AppError {
  return new AppError(
    "mfa_unsupported",
    "Only the access key of an IAM user can bring MFA along, and this role's source is none.",
  );
}

/**
 * Exchanges a code for a session of the source's user, and keeps it sealed for this person alone. The source's own
 * keys never leave this process, and another person's code opens nothing for this one.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 * @throws AppError `too_many_attempts`, `mfa_code_reused`, `aws_mfa_code_refused`, `mfa_unsupported`, `sign_in_required`,
 *   `token_invalid`, and AWS's no
 */
export async function openMfaSession(
  viewer: Viewer,
  plan: AssumptionPlan,
  { code, serialNumber, deadline }: { code: string; serialNumber: string; deadline: AbortSignal },
): Promise<AwsSource> {
  const { source } = plan;
  const fields = { source: source.name || source.id, serialNumber };
  try {
    if (!(await countCommittedAttempt(attempts, viewer.personId)))
      throw new AppError("too_many_attempts", "Too many MFA codes. Wait 15 minutes and try again.");
    const given = await askOnce(`${serialNumber} ${code}`, () =>
      getSessionToken({
        source: openSource(source),
        serialNumber,
        tokenCode: code,
        durationSeconds: lifeSeconds,
        deadline,
      }),
    );
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = given;
    const keys = { accessKeyId, secretAccessKey, sessionToken, arn: "" };
    const secret = JSON.stringify({ ...keys, origin: originOf(source) });
    await transact(async (tx) => {
      // Whoever was disabled, or got a new password, while AWS was asked leaves nothing behind.
      await requireOpenSignIn(tx, viewer);
      // Only failures add up.
      await takeBackAttempt(tx, attempts, viewer.personId);
      // Nothing sealed outlives its use; the device's serial number stays, so that it need not be given again.
      await tx.mfaSession.updateMany({
        where: { expiresAt: { lt: now() }, sealed: { not: "" } },
        data: { sealed: "" },
      });
      const row = {
        serialNumber,
        sealed: sealSecret(secret, placeOf(viewer, source)),
        expiresAt,
        createdAt: now(),
      };
      const key = { personId: viewer.personId, sourceId: source.id };
      await tx.mfaSession.upsert({
        where: { personId_sourceId: key },
        create: { ...key, ...row },
        update: row,
      });
      recordEvent(tx, actorOf(viewer), {
        event: "mfa.session_opened",
        outcome: "done",
        fields: { ...fields, expiresAt: expiresAt.toISOString(), accessKeyLast4: accessKeyId.slice(-4) },
      });
    });
    return { kind: "session", ...keys };
  } catch (error) {
    await transact(async (tx) =>
      recordEvent(tx, actorOf(viewer), {
        event: "mfa.session_refused",
        outcome: "refused",
        fields: { ...fields, code: isAppError(error) ? error.code : "internal_error" },
      }),
    );
    throw error;
  }
}

/**
 * Counted before AWS is asked, so that of two requests with one code only one reaches it; what AWS did not take was
 * not used.
 */
async function askOnce<T>(subject: string, ask: () => Promise<T>): Promise<T> {
  if (!(await countCommittedAttempt(oneUse, subject)))
    throw new AppError("mfa_code_reused", "That MFA code was used already. Wait for the next one.");
  try {
    return await ask();
  } catch (error) {
    await transact((tx) => takeBackAttempt(tx, oneUse, subject));
    throw error;
  }
}

/** Differs when a source stands for another identity or names another device; a new name is no difference. */
function originOf({ kind, profile, sealedKey, mfaSerial }: RootSource): string {
  const origin = JSON.stringify([kind, profile, sealedKey, mfaSerial]);
  return createHash("sha256").update(origin).digest("base64url");
}

function placeOf(viewer: Viewer, source: RootSource) {
  return { table: "MfaSession", row: `${viewer.personId} ${source.id}`, column: "sealed" };
}
