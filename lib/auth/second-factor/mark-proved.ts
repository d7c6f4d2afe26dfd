import type { Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/**
 * Notes that the viewer's sign-in session, and no other of theirs, has proved the second factor.
 * @throws AppError `sign_in_required` when it was ended meanwhile
 */
export async function markProved(tx: Tx, viewer: Viewer, at: Date): Promise<void> {
  const { count } = await tx.signIn.updateMany({
    where: { id: viewer.signInId, personId: viewer.personId, endedAt: null },
    data: { secondFactorAt: at },
  });
  if (count === 0) throw new AppError("sign_in_required", "Sign in first.");
}
