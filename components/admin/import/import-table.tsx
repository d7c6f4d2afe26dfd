"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { FieldChange } from "#lib/transfer/plan-view.ts";
import type { ImportRow } from "./import-rows.ts";
import { useReasonText } from "./use-reason-text.ts";

const shownAtOnce = 200;

type ImportTableProps = {
  rows: readonly ImportRow[];
  isTaken: (row: ImportRow) => boolean;
  onChoose: (rows: readonly ImportRow[], taken: boolean) => void;
};

/** What becomes of each entry, field by field, with a box for each that may be left out. */
export function ImportTable({ rows, isTaken, onChoose }: ImportTableProps) {
  const t = useTranslations("transfer.import");
  const reasonText = useReasonText();
  const [most, setMost] = useState(shownAtOnce);
  const choosable = rows.filter((row) => row.key !== null);
  if (rows.length === 0) return <p className="py-6 text-muted">{t("none")}</p>;
  return (
    <>
      <DataTable
        caption={t("previewTitle")}
        columns={[
          ...(choosable.length === 0
            ? []
            : [
                {
                  key: "take",
                  label: t("take"),
                  head: (
                    <Box
                      label={t("takeAll")}
                      checked={choosable.every(isTaken)}
                      onChange={(taken) => onChoose(choosable, taken)}
                    />
                  ),
                },
              ]),
          { key: "what", label: t("what") },
          { key: "effect", label: t("effect") },
        ]}
        rows={rows.slice(0, most).map((row) => ({
          key: row.id,
          cells: {
            take:
              row.key === null ? null : (
                <Box
                  label={t("takeOf", { name: row.name })}
                  checked={isTaken(row)}
                  onChange={(taken) => onChoose([row], taken)}
                />
              ),
            what: (
              <div className="min-w-40">
                <span className="break-all">{row.name}</span>
                <p className="text-xs break-all text-muted">
                  {row.kind === null ? null : t(`kinds.${row.kind}`)}
                  {row.kind !== null && row.at !== null ? " · " : null}
                  {row.at !== row.name ? row.at : null}
                </p>
              </div>
            ),
            effect: (
              <div className="min-w-40">
                <span className={`text-sm font-medium ${tones[row.state]}`}>
                  {t(`effects.${row.action}`)}
                </span>
                {row.reason === null ? null : (
                  <p className="max-w-prose text-sm">{reasonText(row.reason, row.details)}</p>
                )}
                <Changes changes={row.changes} isNew={row.state === "add"} />
              </div>
            ),
          },
        }))}
      />
      {rows.length <= most ? null : (
        <div className="pt-3">
          <Button onClick={() => setMost(most + shownAtOnce)}>
            {t("more", { count: String(Math.min(shownAtOnce, rows.length - most)) })}
          </Button>
        </div>
      )}
    </>
  );
}

function Box(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <input
      type="checkbox"
      aria-label={props.label}
      checked={props.checked}
      onChange={(event) => props.onChange(event.target.checked)}
      className="block size-4 accent-accent pointer-coarse:size-6"
    />
  );
}

function Changes({ changes, isNew }: { changes: readonly FieldChange[]; isNew: boolean }) {
  const t = useTranslations("transfer.import");
  if (changes.length === 0) return null;
  const told = (value: string | null) => (value === null || value === "" ? t("nothing") : value);
  return (
    <ul className="text-sm text-muted">
      {changes.map(({ field, from, to }) => (
        <li key={field} className="break-all">
          {isNew || from === null
            ? t("fieldNew", { field, to: told(to) })
            : t("fieldChange", { field, from: told(from), to: told(to) })}
        </li>
      ))}
    </ul>
  );
}

const tones = {
  add: "text-ok",
  change: "text-accent",
  unchanged: "text-muted",
  refuse: "text-danger",
  note: "text-warn",
};
