"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { type ApiFailure, type ApiResult, callApi } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { ImportPreview, ImportReading, ImportResult } from "#lib/access/import-view.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { countRows, type ImportRow, type ImportState, importRows, importStates } from "./import-rows.ts";
import { ImportTable } from "./import-table.tsx";
import { type ChosenSource, ProfileSources } from "./profile-sources.tsx";
import { ReadingNotices } from "./reading-notices.tsx";
import { useChoice } from "./use-choice.ts";

type PreviewedImportProps = {
  preview: ImportPreview;
  reading: ImportReading;
  sources: readonly CredentialSourceView[];
  chosen: readonly ChosenSource[];
  /** Looks at the same text again, with other sources or because the catalogue has changed. */
  onLookAgain: (sources: readonly ChosenSource[]) => Promise<ApiResult<unknown>>;
  onApplied: (result: ImportResult) => void;
  onLeave: () => void;
};

/** What an import would do, what of it to take, and the button that does it. */
export function PreviewedImport(props: PreviewedImportProps) {
  const { preview, reading, onLookAgain, onApplied } = props;
  const t = useTranslations("transfer.import");
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = useMemo(() => importRows(preview.items, reading), [preview, reading]);
  const counts = countRows(rows);
  const [state, setState] = useState<ImportState | "all">("all");
  const { choose, isTaken, taken, all } = useChoice(rows);
  const [busy, setBusy] = useState<"applying" | "looking" | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const applyText = useApplyText(taken);
  useEffect(() => heading.current?.focus(), []);
  const shown =
    state === "all"
      ? rows.filter((row) => row.state !== "unchanged")
      : rows.filter((row) => row.state === state);
  const nothingToDo = counts.add + counts.change === 0;

  async function lookAgain(sources: readonly ChosenSource[]) {
    setBusy("looking");
    setFailure(null);
    const result = await onLookAgain(sources);
    setBusy(null);
    if (!result.ok) setFailure(result);
  }
  async function apply() {
    setBusy("applying");
    setFailure(null);
    const { text, digest } = preview;
    const only = taken.flatMap(({ key }) => key ?? []);
    const result = await callApi<ImportResult>("POST", "/api/imports", {
      text,
      digest,
      ...(!all && { only }),
    });
    setBusy(null);
    if (result.ok) onApplied(result.data);
    else setFailure(result);
  }
  return (
    <section className="grid gap-4">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {t("previewTitle")}
      </h2>
      <ReadingNotices reading={reading} />
      <ProfileSources
        profiles={reading.profiles}
        sources={props.sources}
        chosen={props.chosen}
        busy={busy !== null}
        onChoose={lookAgain}
      />
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t("filter")}</legend>
        {(["all", ...importStates] as const).map((each) => (
          <label
            key={each}
            className="relative inline-flex min-h-8 cursor-pointer items-center rounded-sm border border-edge px-3 text-sm pointer-coarse:min-h-10 hover:bg-hover has-checked:border-accent has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="state"
              className="sr-only"
              checked={state === each}
              onChange={() => setState(each)}
            />
            {each === "all"
              ? t("states.all")
              : t("countOf", { state: t(`states.${each}`), count: String(counts[each]) })}
          </label>
        ))}
      </fieldset>
      {nothingToDo ? <p className="max-w-prose">{t("nothingToDo")}</p> : null}
      {shown.length === 0 && state === "all" ? null : (
        <ImportTable key={state} rows={shown} isTaken={isTaken} onChoose={choose} />
      )}
      {failure === null ? null : (
        <FailureNotice
          failure={failure}
          {...(failure.code === "plan_changed" && { onRetry: () => lookAgain(props.chosen) })}
        />
      )}
      <div className="sticky bottom-0 flex flex-wrap gap-2 border-t border-line bg-ground py-3">
        {nothingToDo ? null : (
          <Button variant="primary" busy={busy !== null} disabled={taken.length === 0} onClick={apply}>
            {busy === "applying" ? t("applying") : taken.length === 0 ? t("nothingChosen") : applyText}
          </Button>
        )}
        <Button onClick={props.onLeave}>{t("again")}</Button>
      </div>
    </section>
  );
}

/** "Add 12 accounts and 40 roles, change 3" */
function useApplyText(taken: readonly ImportRow[]): string {
  const t = useTranslations("transfer.import");
  const format = useFormatter();
  const added = taken.filter((row) => row.state === "add");
  const accounts = added.filter((row) => row.kind === "account").length;
  const roles = added.filter((row) => row.kind === "role").length;
  const others = added.length - accounts - roles;
  const changes = taken.length - added.length;
  const what = format.list([
    ...(accounts === 0 ? [] : [t("accounts", { count: accounts })]),
    ...(roles === 0 ? [] : [t("roles", { count: roles })]),
    ...(others === 0 ? [] : [t("others", { count: others })]),
  ]);
  if (added.length === 0) return t("applyChanges", { count: String(changes) });
  return changes === 0 ? t("applyAdds", { what }) : t("applyBoth", { what, count: String(changes) });
}
