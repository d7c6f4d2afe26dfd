"use client";

import { useTranslations } from "use-intl";
import { UseTerms } from "#components/reach/use-terms.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AssignmentsPreview, PersonChange, RoleChange } from "#lib/access/assignment-changes-view.ts";
import type { ReachedUse } from "#lib/access/reach-view.ts";

/** Exactly what changing assignments would do: for whom which roles come, go and change. */
export function ChangesPreview({ preview }: { preview: AssignmentsPreview }) {
  const t = useTranslations("assignments.preview");
  const bulk = useTranslations("bulk");
  const { added, changed, revoked, already, managed, later, people, changes } = preview;
  const rows = [
    ...(added > 0 ? [t("added", { count: added })] : []),
    ...(changed > 0 ? [t("changed", { count: changed })] : []),
    ...(revoked > 0 ? [t("revoked", { count: revoked })] : []),
    ...(already > 0 ? [t("already", { count: already })] : []),
    ...(later > 0 ? [t("later", { count: later })] : []),
  ];
  return (
    <div className="grid gap-3">
      <p role="status">
        {rows.join(" ")}{" "}
        <strong className="font-medium">
          {people === 0
            ? t("nobody")
            : t("people", {
                people,
                gained: String(preview.gained),
                lost: String(preview.lost),
                kept: String(preview.kept),
              })}
        </strong>
      </p>
      {managed > 0 ? <Notice tone="warn">{bulk("managedTouched", { count: managed })}</Notice> : null}
      {changes.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <section aria-label={t("whom")} tabIndex={0} className={scrolling}>
          <ul>
            {changes.map((change) => (
              <Person key={change.person.id} change={change} />
            ))}
          </ul>
          {people > changes.length ? (
            <p className="py-2 text-sm text-muted">
              {t("morePeople", { count: String(people - changes.length) })}
            </p>
          ) : null}
        </section>
      )}
    </div>
  );
}

function Person({ change }: { change: PersonChange }) {
  const t = useTranslations("assignments.preview");
  const { person, gained, lost, changed, roles } = change;
  const all = gained + lost + changed;
  return (
    <li className="border-b border-line py-1 last:border-b-0">
      <details open={all <= 3}>
        <summary className="min-h-7 cursor-pointer">
          <span className="font-medium">{person.name}</span>{" "}
          <span className="text-sm text-muted">
            {[
              ...(gained > 0 ? [t("gains", { count: gained })] : []),
              ...(lost > 0 ? [t("loses", { count: lost })] : []),
              ...(changed > 0 ? [t("keeps", { count: changed })] : []),
            ].join(" · ")}
          </span>
        </summary>
        <ul className="grid gap-0.5 pb-1 pl-4 text-sm">
          {roles.map((role) => (
            <Role key={role.role.id} change={role} />
          ))}
          {all > roles.length ? (
            <li className="text-muted">{t("moreRoles", { count: String(all - roles.length) })}</li>
          ) : null}
        </ul>
      </details>
    </li>
  );
}

function Role({ change: { role, before, after } }: { change: RoleChange }) {
  const t = useTranslations();
  const [sign, tone] =
    before === null ? ["+", "text-ok"] : after === null ? ["−", "text-danger"] : ["~", "text-warn"];
  const word =
    before === null
      ? t("assignments.preview.gain")
      : after === null
        ? t("assignments.preview.lose")
        : t("assignments.preview.keep");
  const uses = (["console", "credentials"] as const).flatMap((use) => {
    const [was, is] = [before?.[use] ?? null, after?.[use] ?? null];
    return after === null || sameUse(was, is) ? [] : [{ use, was, is }];
  });
  return (
    <li>
      <span aria-hidden="true" className={`inline-block w-4 font-mono ${tone}`}>
        {sign}
      </span>
      <span className="sr-only">{word} </span>
      {role.accountName} · {role.label}
      {uses.map(({ use, was, is }) => (
        <p key={use} className="pl-4 text-muted">
          {t(`assignments.${use}`)}:{" "}
          {before === null ? null : (
            <>
              <UseTerms use={was} /> →{" "}
            </>
          )}
          <UseTerms use={is} />
        </p>
      ))}
    </li>
  );
}

function sameUse(one: ReachedUse | null, other: ReachedUse | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.maxDurationSeconds === other.maxDurationSeconds &&
    one.withReasonSeconds === other.withReasonSeconds &&
    one.requiresReason === other.requiresReason &&
    one.endsAt === other.endsAt
  );
}

const scrolling = "max-h-72 overflow-y-auto border-y border-line";
