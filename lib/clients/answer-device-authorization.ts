import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireOpenSignIn } from "#lib/auth/require-open-sign-in.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { findWaitingDevice, userCodeWrong } from "./waiting-device.ts";

/** What this takes; described at /api/openapi.json. */
export const AnswerDeviceAuthorizationInput = z.strictObject({
  userCode: z.string().max(100),
  decision: z.enum(["allow", "deny"]),
});

/**
 * Answers the AWS client that waits under a user code, once.
 * @throws AppError `token_not_accepted`, `device_codes_off`, `too_many_attempts`, `user_code_wrong`, `sign_in_required`
 */
export async function answerDeviceAuthorization(viewer: Viewer, input: unknown): Promise<void> {
  const { userCode, decision } = AnswerDeviceAuthorizationInput.parse(input);
  const waiting = await findWaitingDevice(viewer, userCode);
  const allowed = decision === "allow";
  const { personId, signInId } = viewer;
  await transact(async (tx) => {
    await requireOpenSignIn(tx, viewer);
    const at = now();
    const { count } = await tx.deviceAuthorization.updateMany({
      where: { id: waiting.id, approvedAt: null, deniedAt: null, expiresAt: { gt: at } },
      data: { personId, signInId, ...(allowed ? { approvedAt: at } : { deniedAt: at }) },
    });
    if (count === 0) throw userCodeWrong();
    recordEvent(tx, actorOf(viewer), {
      event: allowed ? "client_sign_in.approved" : "client_sign_in.denied",
      outcome: allowed ? "done" : "refused",
      subjectId: personId,
      fields: {
        person: viewer.sessionName,
        clientId: waiting.client.id,
        clientName: waiting.client.name,
        method: "device_code",
        scopes: waiting.client.scopes,
        askedFrom: waiting.address,
      },
    });
  });
}
