"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import { type CredentialSourceView, defaultSourceId } from "#lib/sources/source-view.ts";
import { useSourceName, useSourceUsers, useSourceWords } from "./use-source-words.ts";

type SourceActions = {
  test: (source: CredentialSourceView) => void;
  change: (source: CredentialSourceView) => void;
  rotate: (source: CredentialSourceView) => void;
  remove: (source: CredentialSourceView) => void;
};

type SourcesTableProps = {
  sources: readonly CredentialSourceView[];
  /** Absent for those who may only look. */
  actions?: SourceActions;
};

/** The credential sources, what each is and who uses it. */
export function SourcesTable({ sources, actions }: SourcesTableProps) {
  const t = useTranslations();
  const nameOf = useSourceName();
  const wordsOf = useSourceWords();
  const usersOf = useSourceUsers();
  return (
    <DataTable
      caption={t("sources.title")}
      columns={[
        { key: "name", label: t("sources.columnName") },
        { key: "what", label: t("sources.columnWhat"), hideBelow: "sm" },
        { key: "usedBy", label: t("sources.columnUsedBy"), hideBelow: "md" },
        { key: "since", label: t("sources.columnSince"), hideBelow: "lg" },
        ...(actions
          ? [{ key: "actions", label: t("admin.actions"), labelHidden: true, align: "end" as const }]
          : []),
      ]}
      rows={sources.map((source) => ({
        key: source.id,
        cells: {
          name: (
            <>
              <span className="font-medium break-words">{nameOf(source)}</span>
              {source.id === defaultSourceId ? (
                <p className="text-sm text-muted max-sm:hidden">{t("sources.defaultNote")}</p>
              ) : null}
              <p className="text-sm text-muted sm:hidden">{wordsOf(source)}</p>
              <p className="text-sm text-muted md:hidden">
                {t("sources.usedByNarrow", { users: usersOf(source) })}
              </p>
            </>
          ),
          what: (
            <>
              {wordsOf(source)}
              {source.mfaSerial === null ? null : (
                <p className="text-sm break-all text-muted">
                  {t("sources.mfaDevice", { serial: source.mfaSerial })}
                </p>
              )}
            </>
          ),
          usedBy: <span className="text-muted tabular-nums">{usersOf(source)}</span>,
          since: source.keyChangedAt === null ? null : <LocalTime iso={source.keyChangedAt} format="date" />,
          actions: actions && <RowActions source={source} name={nameOf(source)} actions={actions} />,
        },
      }))}
    />
  );
}

type RowActionsProps = { source: CredentialSourceView; name: string; actions: SourceActions };

function RowActions({ source, name, actions }: RowActionsProps) {
  const t = useTranslations("sources");
  const entries: MenuEntry[] = [
    { kind: "action", key: "change", label: t("change"), onSelect: () => actions.change(source) },
    ...(source.kind === "access_key"
      ? [
          {
            kind: "action" as const,
            key: "rotate",
            label: t("rotateKey"),
            onSelect: () => actions.rotate(source),
          },
        ]
      : []),
    { kind: "action", key: "remove", label: t("remove"), onSelect: () => actions.remove(source) },
  ];
  return (
    <div className="flex items-center justify-end gap-1">
      <Button aria-label={t("testOf", { name })} onClick={() => actions.test(source)}>
        {t("test")}
      </Button>
      {source.id === defaultSourceId ? (
        // As wide as the others' menu, so that the buttons line up.
        <span className="size-7 pointer-coarse:size-10" aria-hidden="true" />
      ) : (
        <Menu shape="icon" label={t("more", { name })} entries={entries}>
          <Ellipsis size={16} aria-hidden />
        </Menu>
      )}
    </div>
  );
}
