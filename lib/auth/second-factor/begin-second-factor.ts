import { Secret } from "otpauth";
import { transact } from "#lib/audit/transact.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { sealSecret } from "#lib/secrets/seal.ts";
import { authenticatorOf } from "./match-code.ts";
import type { SecondFactorSetupView } from "./second-factor-view.ts";
import { secretPlace } from "./secret-place.ts";

/** As long as SHA-1's output, https://www.rfc-editor.org/rfc/rfc4226#section-4 */
const secretBytes = 20;

/**
 * Makes a new secret for the viewer's authenticator app and shows it this once. It counts for nothing, and so is no
 * event, until `confirmSecondFactor` has seen a code of it; beginning again replaces it.
 * @throws AppError `recent_sign_in_required`, `second_factor_enrolled` when one is confirmed
 */
export async function beginSecondFactor(viewer: Viewer): Promise<SecondFactorSetupView> {
  requireRecentSignIn(viewer);
  const { personId } = viewer;
  const secret = new Secret({ size: secretBytes }).base32;
  const fresh = { sealedSecret: sealSecret(secret, secretPlace(personId)), lastStep: 0, createdAt: now() };
  await transact(async (tx) => {
    // Changes nothing, but takes the row's lock: of two who begin at once, the second replaces the first's.
    await tx.$executeRaw`UPDATE "Person" SET "id" = "id" WHERE "id" = ${personId}`;
    const factor = await tx.secondFactor.findUnique({ where: { personId }, select: { confirmedAt: true } });
    if (factor?.confirmedAt) throw enrolled();
    if (!factor) return void (await tx.secondFactor.create({ data: { personId, ...fresh } }));
    const { count } = await tx.secondFactor.updateMany({
      where: { personId, confirmedAt: null },
      data: fresh,
    });
    if (count === 0) throw enrolled();
  });
  // A colon parts issuer and label, and some apps show the issuer alone: so the host, without a port.
  const name = { issuer: `Genkan ${new URL(env().GENKAN_URL).hostname}`, label: viewer.email };
  return { secret, otpauthUrl: authenticatorOf(secret, name).toString(), ...name };
}

function enrolled(): AppError {
  return new AppError("second_factor_enrolled", "An authenticator app is set up already. Remove it first.");
}
