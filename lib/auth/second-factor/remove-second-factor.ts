import { recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { SecondFactorCodeInput } from "./code-input.ts";
import { forgetSecondFactor } from "./forget-second-factor.ts";
import { takeCode } from "./take-code.ts";

/**
 * Removes the viewer's own authenticator app, against a code of it. Without the app, an owner resets it.
 * @throws AppError `second_factor_not_enrolled`, `too_many_attempts`, `second_factor_code_wrong`,
 *   `second_factor_code_used`
 */
export async function removeSecondFactor(viewer: Viewer, input: unknown): Promise<void> {
  const { code } = SecondFactorCodeInput.parse(input);
  await takeCode(viewer, code, {
    use: "removal",
    of: "confirmed",
    work: async (tx) => {
      await forgetSecondFactor(tx, viewer.personId);
      recordEvent(tx, actorOf(viewer), {
        event: "second_factor.removed",
        outcome: "done",
        subjectId: viewer.personId,
        fields: { by: "code", person: viewer.sessionName },
      });
    },
  });
}
