import { recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { SecondFactorCodeInput } from "./code-input.ts";
import { markProved } from "./mark-proved.ts";
import { freshUntil } from "./require-fresh-second-factor.ts";
import type { SecondFactorView } from "./second-factor-view.ts";
import { takeCode } from "./take-code.ts";

/**
 * Takes the first code of the authenticator app being set up: from now on it is the viewer's second factor. The code
 * proves it for this sign-in session too, so that nobody waits for the next one to go on.
 * @throws AppError `second_factor_not_enrolled` when none was begun, `second_factor_enrolled`, `too_many_attempts`,
 *   `second_factor_code_wrong`, `second_factor_code_used`
 */
export async function confirmSecondFactor(viewer: Viewer, input: unknown): Promise<SecondFactorView> {
  const { code } = SecondFactorCodeInput.parse(input);
  return takeCode(viewer, code, {
    use: "set_up",
    of: "pending",
    work: async (tx, at) => {
      await tx.secondFactor.update({ where: { personId: viewer.personId }, data: { confirmedAt: at } });
      await markProved(tx, viewer, at);
      recordEvent(tx, actorOf(viewer), {
        event: "second_factor.set_up",
        outcome: "done",
        subjectId: viewer.personId,
      });
      return { state: "set_up", since: at.toISOString(), provedUntil: freshUntil(at).toISOString() };
    },
  });
}
