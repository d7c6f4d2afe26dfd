import { durationText } from "#components/i18n/duration-text.ts";
import type { Translator } from "#components/i18n/translator.ts";
import type { ReachedUse } from "#lib/access/reach-view.ts";

/** What a use comes to, in words: how long, and whether a reason is asked for. */
export function textOfUse(t: Translator, use: ReachedUse | null): string {
  if (use === null) return t("reach.notAssigned");
  const duration = durationText(t, use.maxDurationSeconds);
  if (use.requiresReason) return t("reach.reasonEachTime", { duration: t("reach.upTo", { duration }) });
  if (use.withReasonSeconds === null) return t("reach.upTo", { duration });
  return t("reach.upToWithReason", { duration, longer: durationText(t, use.withReasonSeconds) });
}
