import type { Translator } from "#components/i18n/translator.ts";
import type { ReachPath } from "#lib/access/reach-view.ts";
import { targetText } from "./target-text.ts";

/** About whom a sentence speaks: the reader, or somebody by name. */
export type About = { who: "you" } | { who: "other"; name: string };

/**
 * Why an assignment gives a role, or why not, in a sentence: `You have it because group Platform is assigned to tag
 * env=dev.`
 * @param gives false where something keeps everything from being given
 */
export function reachSentence(t: Translator, path: ReachPath, about: About, gives = true): string {
  const { through, target, state } = path;
  const named = {
    who: about.who,
    name: about.who === "you" ? "" : about.name,
    through: through.kind,
    group: through.kind === "group" ? through.name : "",
    target: target.kind === "role" ? t("reach.thisRole") : targetText(t, target),
  };
  switch (state) {
    case "now":
      return gives ? t("reach.because", named) : t("reach.wouldGive", named);
    case "not_begun":
      return t("reach.notBegun", named);
    case "ended":
      return t("reach.ended", named);
    default:
      return state satisfies never;
  }
}
