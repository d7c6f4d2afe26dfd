import { useTranslations } from "use-intl";
import type { ReachedUses, ReachPath } from "#lib/access/reach-view.ts";
import { targetText } from "./target-text.ts";
import { UseTerms } from "./use-terms.tsx";

const mostShown = 2;

/** By which assignments something is reached: the first of them, and how many more. */
export function Through({ paths }: { paths: readonly ReachPath[] }) {
  const t = useTranslations();
  const more = paths.length - mostShown;
  return (
    <ul className="grid gap-0.5">
      {paths.slice(0, mostShown).map(({ assignmentId, through, target }) => (
        <li key={assignmentId}>
          {through.kind === "group" ? through.name : t("reach.direct")}
          <span className="text-muted">
            {" → "}
            {target.kind === "role" ? t("reach.thisRole") : targetText(t, target)}
          </span>
        </li>
      ))}
      {more > 0 ? (
        <li className="text-sm text-muted">{t("reach.throughMore", { count: String(more) })}</li>
      ) : null}
    </ul>
  );
}

/** What may be used, and for how long at most. */
export function Uses({ uses }: { uses: ReachedUses }) {
  const t = useTranslations();
  return (
    <ul className="grid gap-0.5">
      {(["console", "credentials"] as const).map((use) =>
        uses[use] === null ? null : (
          <li key={use}>
            {t(`reach.${use}`)}{" "}
            <span className="text-muted">
              <UseTerms use={uses[use]} />
            </span>
          </li>
        ),
      )}
    </ul>
  );
}
