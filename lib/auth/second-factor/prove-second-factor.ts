import { recordEvent } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { SecondFactorCodeInput } from "./code-input.ts";
import { markProved } from "./mark-proved.ts";
import { freshUntil } from "./require-fresh-second-factor.ts";
import type { SecondFactorProofView } from "./second-factor-view.ts";
import { takeCode } from "./take-code.ts";

/**
 * Proves the viewer's second factor for this sign-in session, for the next five minutes.
 * @throws AppError `second_factor_not_enrolled`, `too_many_attempts`, `second_factor_code_wrong`,
 *   `second_factor_code_used`
 */
export async function proveSecondFactor(viewer: Viewer, input: unknown): Promise<SecondFactorProofView> {
  const { code } = SecondFactorCodeInput.parse(input);
  return takeCode(viewer, code, {
    use: "proof",
    of: "confirmed",
    work: async (tx, at) => {
      await markProved(tx, viewer, at);
      recordEvent(tx, actorOf(viewer), {
        event: "second_factor.proved",
        outcome: "done",
        subjectId: viewer.personId,
      });
      return { provedUntil: freshUntil(at).toISOString() };
    },
  });
}
