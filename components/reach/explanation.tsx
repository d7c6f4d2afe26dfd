"use client";

import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ReachExplanation, ReachPath } from "#lib/access/reach-view.ts";
import { type About, reachSentence } from "./reach-sentence.ts";
import { UseTerms } from "./use-terms.tsx";

type ExplanationProps = { explanation: ReachExplanation; about: About };

/** Why a person has a role or not: each assignment in a sentence, and what they come to. */
export function Explanation({ explanation, about }: ExplanationProps) {
  const t = useTranslations();
  const { person, obstacles, giving, notNow, effective } = explanation;
  return (
    <div className="grid gap-4">
      {obstacles.map((obstacle) => (
        <Notice key={obstacle} tone="warn">
          {t(`reach.obstacle.${obstacle}`, { name: person.name })}
        </Notice>
      ))}
      {giving.length + notNow.length === 0 ? <p>{t("reach.why.noAssignment")}</p> : null}
      <Paths paths={giving} about={about} gives={obstacles.length === 0} />
      <section className="grid gap-1">
        <h3 className="text-sm font-medium text-muted">{t("reach.comesTo")}</h3>
        {effective === null ? (
          <p>{t("reach.nothing", { name: person.name })}</p>
        ) : (
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt className="text-muted">{t("reach.console")}</dt>
            <dd>
              <UseTerms use={effective.console} />
            </dd>
            <dt className="text-muted">{t("reach.credentials")}</dt>
            <dd>
              <UseTerms use={effective.credentials} />
            </dd>
          </dl>
        )}
      </section>
      {notNow.length === 0 ? null : (
        <section className="grid gap-1">
          <h3 className="text-sm font-medium text-muted">{t("reach.why.notNow")}</h3>
          <Paths paths={notNow} about={about} gives={false} />
        </section>
      )}
    </div>
  );
}

function Paths({ paths, about, gives }: { paths: readonly ReachPath[]; about: About; gives: boolean }) {
  const t = useTranslations();
  if (paths.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {paths.map((path) => (
        <li key={path.assignmentId} className="border-l-2 border-line pl-3">
          <p>{reachSentence(t, path, about, gives)}</p>
          <PathDetails path={path} />
        </li>
      ))}
    </ul>
  );
}

function PathDetails({ path }: { path: ReachPath }) {
  const t = useTranslations();
  const { through, state, startsAt, expiresAt } = path;
  const uses = [
    ...(path.console ? [t("reach.console")] : []),
    ...(path.credentials ? [t("reach.credentials")] : []),
  ];
  const how =
    through.kind === "person"
      ? null
      : through.byHand && through.byClaim
        ? t("reach.memberByBoth")
        : through.byClaim
          ? t("reach.memberByClaim")
          : t("reach.memberByHand");
  return (
    <p className="text-sm text-muted">
      {[...uses, ...(how === null ? [] : [how])].join(" · ")}
      {state === "not_begun" && startsAt !== null ? (
        <>
          {" · "}
          {t("reach.begins")} <LocalTime iso={startsAt} />
        </>
      ) : null}
      {state !== "not_begun" && expiresAt !== null ? (
        <>
          {" · "}
          {state === "ended" ? t("reach.endedAt") : t("reach.until")} <LocalTime iso={expiresAt} />
        </>
      ) : null}
    </p>
  );
}
