"use client";

import { useTranslations } from "use-intl";
import { BulkBar } from "#components/admin/lists/bulk-bar.tsx";
import { ListEmpty } from "#components/admin/lists/list-empty.tsx";
import { type ListAddress, listHref } from "#components/admin/lists/list-href.ts";
import { ListPager } from "#components/admin/lists/list-pager.tsx";
import { UndoNotice } from "#components/admin/lists/undo-notice.tsx";
import { useRowSelection } from "#components/admin/lists/use-row-selection.tsx";
import { useUndo } from "#components/admin/lists/use-undo.ts";
import { useDialog } from "#components/admin/use-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import type { FilterNames } from "#lib/assignments/filter-names-view.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { AssignmentFilters } from "./assignment-filters.tsx";
import { AssignmentsTable } from "./assignments-table.tsx";
import { ChangeAssignmentsDialog } from "./change-assignments-dialog.tsx";
import { RevokeAssignmentsDialog } from "./revoke-assignments-dialog.tsx";
import { sameAgain } from "./same-again.ts";
import { applyNow } from "./use-assignment-changes.ts";

type Which =
  | { kind: "add" }
  | { kind: "change" | "revoke"; ids: readonly string[]; only: AssignmentView | null };

type AssignmentsAdminProps = {
  page: ListPage<AssignmentView>;
  query: ListAddress;
  names: FilterNames;
  /** Whether to begin with assigning. */
  add: boolean;
  editable: boolean;
};

/** Assignments and all that the catalogue's keepers do with them. */
export function AssignmentsAdmin({ page, query, names, add: begins, editable }: AssignmentsAdminProps) {
  const t = useTranslations("assignments");
  const dialog = useDialog<Which>(editable && begins ? { kind: "add" } : null);
  const undo = useUndo();
  const { sort: _, cursor: __, ...filters } = query;
  const shown = page.items.map((assignment) => assignment.id);
  const selection = useRowSelection(shown, listHref("", filters, {}));
  const selected = [...selection.ids];
  const onlyOf = (ids: readonly string[]) =>
    ids.length === 1 ? (page.items.find(({ id }) => id === ids[0]) ?? null) : null;
  const add = editable ? (
    <Button variant="primary" onClick={() => dialog.open({ kind: "add" })}>
      {t("add")}
    </Button>
  ) : undefined;

  function closeAdd() {
    if (!begins) return dialog.close();
    // Loading the page again must not begin again, and no button opened the dialog that could take the focus.
    const url = new URL(location.href);
    url.searchParams.delete("add");
    history.replaceState(null, "", url);
    dialog.closeToList();
  }

  function done() {
    selection.clear();
    dialog.closeToList();
  }

  function afterRevoke(gone: readonly AssignmentView[]) {
    const count = gone.length;
    done();
    undo.offer({
      text: t("revoked", { count }),
      run: () => applyNow({ add: gone.map(sameAgain) }),
      undone: t("restored", { count }),
    });
  }

  const { which } = dialog;
  return (
    <div ref={dialog.landing} tabIndex={-1} className="outline-none">
      <PageHeading title={t("title")} intro={t("intro")} action={add} />
      {page.total === 0 && Object.keys(filters).length === 0 ? (
        <EmptyState title={t("emptyTitle")} body={t("emptyBody")} action={add} />
      ) : (
        <>
          <AssignmentFilters query={query} total={page.total} names={names} />
          {page.items.length === 0 ? (
            <ListEmpty />
          ) : (
            <AssignmentsTable
              assignments={page.items}
              query={query}
              {...(editable && {
                selection,
                actions: {
                  change: (only) => dialog.open({ kind: "change", ids: [only.id], only }),
                  revoke: (only) => dialog.open({ kind: "revoke", ids: [only.id], only }),
                },
              })}
            />
          )}
          <ListPager query={query} next={page.next} previous={page.previous} />
          <BulkBar
            selection={selection}
            total={page.total}
            query={filters}
            api="/api/assignments"
            rows="assignments"
          >
            <Button onClick={() => dialog.open({ kind: "change", ids: selected, only: onlyOf(selected) })}>
              {t("changeSelected")}
            </Button>
            <Button
              variant="danger"
              onClick={() => dialog.open({ kind: "revoke", ids: selected, only: onlyOf(selected) })}
            >
              {t("revokeSelected")}
            </Button>
          </BulkBar>
        </>
      )}
      <UndoNotice undo={undo} />
      {which?.kind === "add" ? (
        <AssignDialog
          {...chosenOf(query, names)}
          onAssigned={(added) => {
            closeAdd();
            if (added.length > 0)
              undo.offer({
                text: t("added", { count: added.length }),
                run: () => applyNow({ revoke: added }),
                undone: t("addedUndone", { count: added.length }),
              });
          }}
          onClose={closeAdd}
        />
      ) : null}
      {which?.kind === "change" ? (
        <ChangeAssignmentsDialog ids={which.ids} only={which.only} onChanged={done} onClose={dialog.close} />
      ) : null}
      {which?.kind === "revoke" ? (
        <RevokeAssignmentsDialog
          ids={which.ids}
          only={which.only}
          onRevoked={afterRevoke}
          onClose={dialog.close}
        />
      ) : null}
    </div>
  );
}

/** Whom and what the address is about, chosen from the start. */
function chosenOf({ personId, groupId, roleId }: ListAddress, names: FilterNames) {
  const choice = (kind: string, id: string | undefined, label: string | null) =>
    id === undefined || label === null ? [] : [{ kind, id, label, detail: "" }];
  return {
    principals: [...choice("person", personId, names.person), ...choice("group", groupId, names.group)],
    roles: choice("role", roleId, names.role),
  };
}
