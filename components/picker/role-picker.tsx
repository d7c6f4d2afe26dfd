"use client";

import { lazy, type ReactNode, Suspense, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { SearchField } from "#components/shell/search-field.tsx";
import { ShellFrame } from "#components/shell/shell-frame.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { whenIdle } from "#components/when-idle.ts";
import type { PickerListView } from "#lib/access/picker-list-view.ts";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { consolePath } from "./console-path.ts";
import type { KeyCommand } from "./key-command.ts";
import { OpenStrip } from "./open-strip.tsx";
import type { PickerDialog } from "./picker-dialogs.tsx";
import { NoResult, NoRoles } from "./picker-empty.tsx";
import { lastPosition } from "./pin-position.ts";
import { RoleGrid, rowId } from "./role-grid.tsx";
import type { RowCommands } from "./row-commands.ts";
import { ToldNotice } from "./told-notice.tsx";
import { useAnnounceHits } from "./use-announce-hits.ts";
import { useBookmarks } from "./use-bookmarks.ts";
import { useListItems } from "./use-list-items.ts";
import { usePickerKeys } from "./use-picker-keys.ts";
import { useRefreshAfterMfa } from "./use-refresh-after-mfa.ts";
import { useRoleList } from "./use-role-list.ts";
import { useRowChanges } from "./use-row-changes.ts";
import { useRowOrder } from "./use-row-order.ts";
import { useSelection } from "./use-selection.ts";
import { useStable } from "./use-stable.ts";

// No dialog is open at first: their code comes once the list works, and not before it.
const loadDialogs = () => import("./picker-dialogs.tsx");
const PickerDialogs = lazy(async () => ({ default: (await loadDialogs()).PickerDialogs }));

type RolePickerProps = {
  list: PickerListView;
  viewer: { email: string; portalRole: "owner" | "admin" | "auditor" | "member" };
  initialQuery: string;
  tools: ReactNode;
};

/** The portal's main page: find a role, open its console, take its credentials. */
export function RolePicker(props: RolePickerProps) {
  const t = useTranslations();
  const gridId = useId();
  const search = useRef<HTMLInputElement>(null);
  const [query, setQueryText] = useState(props.initialQuery);
  const [dialog, setDialog] = useState<PickerDialog | null>(null);
  const listed = useRoleList(props.list);
  const { roles, save, failure } = useBookmarks(listed);
  const list = useListItems(roles, listed.totals.roles, query);
  const order = useRowOrder(list, save);
  const changes = useRowChanges(list.marked, save);
  const selection = useSelection(list.items, gridId, search);
  useAnnounceHits(query, list.hits);
  useEffect(() => whenIdle(() => void loadDialogs().catch(() => undefined)), []);
  useRefreshAfterMfa(roles, listed.reload);

  function setQuery(text: string) {
    setQueryText(text);
    selection.select(null);
    changes.dismiss();
    scrollTo({ top: 0 });
  }

  const commands: RowCommands = {
    select: selection.select,
    credentials: (role) => setDialog({ kind: "credentials", role, readOnly: false }),
    openWith: (role) => setDialog({ kind: "openWith", role }),
    why: (role) => setDialog({ kind: "why", role }),
    edit: (role) => setDialog({ kind: "bookmark", role }),
    togglePin: changes.togglePin,
    toggleHidden: changes.toggleHidden,
    move: order.move,
    drop: order.drop,
    toggleAccount: list.toggleAccount,
    toggleSection: list.toggleSection,
    explain: changes.explain,
  };
  const stableCommands = useStable(commands);

  function openConsole(role: PickerRole) {
    if (!role.console) return changes.explain(t("picker.consoleRefused"));
    window.open(consolePath(role.id), "_blank", "noopener");
    // Back in this tab, letters act on the role that was opened.
    selection.focus();
  }

  function onRow(act: (role: PickerRole) => void): boolean {
    const item = selection.item;
    if (item?.kind === "role") act(item.role);
    else if (item?.kind === "account") list.toggleAccount(item.group.key);
    return item !== undefined;
  }

  /** What may take the row away leaves the focus on the one that comes to stand there. */
  function changeRow(act: (role: PickerRole) => void): boolean {
    if (selection.item !== undefined) selection.select(selection.item.key);
    const acted = onRow(act);
    selection.focus();
    return acted;
  }

  function run(command: KeyCommand): boolean {
    // Keys that are pressed before a dialog has come are for that dialog.
    if (dialog !== null) return false;
    // What can be undone stays while one looks around.
    changes.dismiss("undoable");
    switch (command.kind) {
      case "focusSearch":
        search.current?.focus();
        search.current?.select();
        return true;
      case "typeInSearch":
        search.current?.focus();
        // The character itself goes where the focus now is.
        return false;
      case "clearSearch":
        setQuery("");
        search.current?.focus();
        return true;
      case "enterList":
        selection.focus();
        return true;
      case "move":
        selection.moveBy(command.by);
        return true;
      case "moveTo":
        selection.moveTo(command.edge);
        return true;
      case "within":
        return moveWithin(command.step);
      case "console":
        return onRow(openConsole);
      case "credentials":
        return onRow((role) =>
          role.credentials ? commands.credentials(role) : changes.explain(t("picker.credentialsRefused")),
        );
      case "pin":
        return changeRow(commands.togglePin);
      case "hide":
        return changeRow(commands.toggleHidden);
      case "reorder": {
        const item = selection.item;
        if (item?.kind !== "role" || !order.isOrdered(item)) return false;
        selection.select(item.key);
        commands.move(item, command.step);
        selection.focus();
        return true;
      }
      case "undo":
        return changes.undo();
      case "help":
        setDialog({ kind: "keys" });
        return true;
      default:
        return command satisfies never;
    }
  }

  function moveWithin(step: -1 | 1): boolean {
    const item = selection.item;
    if (item === undefined) return false;
    if (item.kind === "account" && item.open !== step > 0) {
      list.toggleAccount(item.group.key);
      return true;
    }
    return focusWithinRow(rowId(gridId, item.key), step);
  }

  usePickerKeys({ search, gridId, query, run });

  const controls = useMemo(
    () => ({
      toggleSection: list.toggleSection,
      totals: listed.complete ? { roles: roles.length, accounts: list.groups.length } : listed.totals,
      hits: list.hits,
      listed: list.listed,
      sort: list.sort,
      setSort: list.setSort,
      allOpen: list.allOpen,
      toggleAll: list.toggleAll,
    }),
    [roles, list, listed],
  );
  const activeId = selection.item === undefined ? undefined : rowId(gridId, selection.item.key);
  const nothingFound = query.trim() !== "" && list.hits === 0 && listed.complete;

  return (
    <ShellFrame
      labels={{ product: t("common.product"), skip: t("common.skipToContent") }}
      search={
        <search>
          <SearchField
            ref={search}
            role="combobox"
            aria-expanded={!nothingFound}
            aria-haspopup="grid"
            aria-controls={gridId}
            aria-activedescendant={activeId}
            aria-autocomplete="list"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </search>
      }
      tools={props.tools}
      foot={
        <OpenStrip
          hint={roles.length > 0}
          showKeys={() => setDialog({ kind: "keys" })}
          renewCredentials={({ roleId, readOnly = false }) => {
            const role = roles.find((candidate) => candidate.id === roleId);
            if (role !== undefined) setDialog({ kind: "credentials", role, readOnly });
          }}
        />
      }
    >
      <h1 className="sr-only">{t("picker.title")}</h1>
      {failure === null ? null : (
        <div className="pt-4">
          <FailureNotice failure={failure} />
        </div>
      )}
      {listed.failure === null ? null : (
        <div className="pt-4">
          <FailureNotice failure={listed.failure} onRetry={listed.reload} />
        </div>
      )}
      {changes.told === null ? null : <ToldNotice told={changes.told} undo={changes.undo} />}
      {roles.length === 0 ? (
        <NoRoles viewer={props.viewer} />
      ) : nothingFound ? (
        <NoResult query={query} clear={() => run({ kind: "clearSearch" })} />
      ) : (
        <RoleGrid
          gridId={gridId}
          items={list.items}
          selectedIndex={selection.index}
          words={list.words}
          commands={stableCommands}
          controls={controls}
        />
      )}
      {dialog === null ? null : (
        <Suspense fallback={null}>
          <PickerDialogs
            dialog={dialog}
            lastPosition={lastPosition(list.marked)}
            folderNames={list.folders.map((folder) => folder.name)}
            mayCheck={props.viewer.portalRole === "owner" || props.viewer.portalRole === "admin"}
            close={() => setDialog(null)}
            save={save}
          />
        </Suspense>
      )}
    </ShellFrame>
  );
}

function focusWithinRow(id: string, step: -1 | 1): boolean {
  const row = document.getElementById(id);
  if (row === null) return false;
  const stops = [row, ...row.querySelectorAll<HTMLElement>("a[href], button")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[Math.max(0, at) + step];
  next?.focus();
  return next !== undefined;
}
