import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { identifyAccessKey } from "./identify-access-key.ts";
import { openAccessKey, sealAccessKey } from "./sealed-key.ts";
import { accessKeyFields, checkAccessKey } from "./source-fields.ts";
import { sourceColumns, toSourceView } from "./source-row.ts";
import type { CredentialSourceView } from "./source-view.ts";

/** What this takes; described at /api/openapi.json. */
export const RotateAccessKeyInput = z.strictObject(accessKeyFields);

/**
 * Puts another access key of the same user in the place of a source's key, once AWS has answered to it. The sessions
 * that people opened with the old one by MFA end with it. Owners, with a sign-in of the last five minutes.
 * @throws AppError `recent_sign_in_required`, `source_not_found`, `access_key_malformed`, `access_key_of_another`,
 *   AWS's refusal of the new key as `aws_…`
 */
export async function rotateAccessKey(
  viewer: Viewer,
  sourceId: string,
  input: unknown,
): Promise<CredentialSourceView> {
  requireOwner(viewer);
  requireRecentSignIn(viewer);
  const key = checkAccessKey(RotateAccessKeyInput.parse(input));
  const before = await db().credentialSource.findFirst({
    where: { id: sourceId, kind: "access_key", removedAt: null },
    select: { sealedKey: true, accessKeyLast4: true },
  });
  if (!before) throw notFound();
  const { arn } = await identifyAccessKey(key);
  const owner = await principalOf(sourceId, before.sealedKey);
  if (owner !== null && owner !== arn)
    throw new AppError(
      "access_key_of_another",
      `The new key belongs to ${arn}, and the key in use to ${owner}. A source stays the same user's.`,
      { details: { principal: arn, owner } },
    );
  const sealedKey = sealAccessKey(sourceId, key);
  const accessKeyLast4 = key.accessKeyId.slice(-4);
  const rotated = await transact(async (tx) => {
    const at = now();
    // Only over the key that was compared: a rotation meanwhile may have been to another user's.
    const { count } = await tx.credentialSource.updateMany({
      where: { id: sourceId, removedAt: null, sealedKey: before.sealedKey },
      data: { sealedKey, accessKeyLast4, keyChangedAt: at, updatedAt: at },
    });
    if (count === 0) return null;
    const ended = await tx.mfaSession.deleteMany({ where: { sourceId } });
    const row = await tx.credentialSource.findUniqueOrThrow({
      where: { id: sourceId },
      select: sourceColumns,
    });
    recordEvent(tx, actorOf(viewer), {
      event: "source.key_rotated",
      outcome: "done",
      subjectId: sourceId,
      fields: {
        source: row.name,
        kind: row.kind,
        accessKeyLast4,
        accessKeyLast4Before: before.accessKeyLast4,
        principal: arn,
        mfaSessionsEnded: ended.count,
      },
    });
    return toSourceView(row);
  });
  return rotated ?? rotateAccessKey(viewer, sourceId, input);
}

/** Codes of a key that no longer speaks for anybody. Anything else may pass, and the comparison with it. */
const silent = ["sealed_secret_unreadable", "aws_source_invalid"];

/** Whose the key in use is; null when it is dead already, which is when it must be replaced. */
async function principalOf(sourceId: string, sealedKey: string | null): Promise<string | null> {
  if (sealedKey === null) return null;
  try {
    return (await identifyAccessKey(openAccessKey(sourceId, sealedKey))).arn;
  } catch (error) {
    if (isAppError(error) && silent.includes(error.code)) return null;
    throw error;
  }
}

function notFound(): AppError {
  return new AppError("source_not_found", "There is no such credential source.");
}
