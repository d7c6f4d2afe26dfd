"use client";

import { useTranslations } from "use-intl";
import { BulkBar } from "#components/admin/lists/bulk-bar.tsx";
import { ListEmpty } from "#components/admin/lists/list-empty.tsx";
import { type ListAddress, listHref } from "#components/admin/lists/list-href.ts";
import { ListPager } from "#components/admin/lists/list-pager.tsx";
import { UndoNotice } from "#components/admin/lists/undo-notice.tsx";
import { useRowSelection } from "#components/admin/lists/use-row-selection.tsx";
import { useUndo } from "#components/admin/lists/use-undo.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useDialog } from "#components/admin/use-dialog.ts";
import { callApi } from "#components/api-client.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { RoleListItem } from "#lib/catalogue/role-list-view.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AddRoleDialog } from "./add-role-dialog.tsx";
import { ChangeRolesDialog } from "./change-roles-dialog.tsx";
import { EditRoleDialog } from "./edit-role-dialog.tsx";
import { RemoveRolesDialog } from "./remove-roles-dialog.tsx";
import { type RemovedRoles, restoreRemoved } from "./restore-removed.ts";
import { RoleAddedDialog } from "./role-added-dialog.tsx";
import { RoleFilters } from "./role-filters.tsx";
import { RolesTable } from "./roles-table.tsx";

type Which =
  | { kind: "add" }
  | { kind: "added"; role: CatalogueRole }
  | { kind: "edit"; role: RoleListItem }
  | { kind: "change"; roleIds: readonly string[] }
  | { kind: "remove"; roleIds: readonly string[]; going: RemovedRoles };

type RolesAdminProps = {
  page: ListPage<RoleListItem>;
  query: ListAddress;
  sources: readonly CredentialSourceView[];
  editable: boolean;
};

/** The catalogue's roles and all that its keepers do with them. */
export function RolesAdmin({ page, query, sources, editable }: RolesAdminProps) {
  const t = useTranslations("admin.roles");
  const bulk = useTranslations("bulk");
  const dialog = useDialog<Which>();
  const undo = useUndo();
  const preview = useChange();
  const { sort: _, cursor: __, ...filters } = query;
  const narrowed = Object.keys(filters).length > 0;
  const shown = page.items.map((role) => role.id);
  const selection = useRowSelection(shown, listHref("", filters, {}));
  const add = editable ? (
    <Button variant="primary" onClick={() => dialog.open({ kind: "add" })}>
      {t("add")}
    </Button>
  ) : undefined;

  async function askRemoval(roleIds: readonly string[]) {
    const going = await preview.run(() =>
      callApi<RemovedRoles>("POST", "/api/roles/removal", { roleIds, dryRun: true }),
    );
    if (going.ok) dialog.open({ kind: "remove", roleIds, going: going.data });
  }

  function afterRemoval(gone: RemovedRoles) {
    const count = gone.roles.length;
    selection.clear();
    undo.offer({
      text: t("removedMany", { count, role: gone.roles[0]?.label ?? "" }),
      run: () => restoreRemoved(gone),
      undone: t("restored", { count }),
    });
    dialog.closeToList();
  }

  const selected = [...selection.ids];
  return (
    <div ref={dialog.landing} tabIndex={-1} className="outline-none">
      <PageHeading title={t("title")} intro={t("intro")} action={add} />
      {page.total === 0 && !narrowed ? (
        <EmptyState
          title={t("emptyTitle")}
          body={editable ? t("emptyBody") : t("emptyBodyReader")}
          action={
            editable ? (
              <div className="flex flex-wrap gap-2">
                {add}
                <ButtonLink href="/admin/import">{bulk("toImport")}</ButtonLink>
              </div>
            ) : undefined
          }
        />
      ) : (
        <>
          <RoleFilters query={query} total={page.total} sources={sources} />
          {preview.failure === null ? null : <FailureNotice failure={preview.failure} />}
          {page.items.length === 0 ? (
            <ListEmpty />
          ) : (
            <RolesTable
              roles={page.items}
              query={query}
              {...(editable && {
                selection,
                actions: {
                  edit: (role) => dialog.open({ kind: "edit", role }),
                  remove: (role) => askRemoval([role.id]),
                },
              })}
            />
          )}
          <ListPager query={query} next={page.next} previous={page.previous} />
          <BulkBar selection={selection} total={page.total} query={filters} api="/api/roles" rows="roles">
            <Button onClick={() => dialog.open({ kind: "change", roleIds: selected })}>
              {t("changeMany")}
            </Button>
            <Button variant="danger" onClick={() => askRemoval(selected)} busy={preview.busy}>
              {t("removeMany")}
            </Button>
          </BulkBar>
        </>
      )}
      <UndoNotice undo={undo} />
      <RolesDialogs
        dialog={dialog}
        sources={sources}
        onRemoved={afterRemoval}
        onChanged={() => {
          selection.clear();
          dialog.closeToList();
        }}
      />
    </div>
  );
}

type RolesDialogsProps = {
  dialog: ReturnType<typeof useDialog<Which>>;
  sources: readonly CredentialSourceView[];
  onRemoved: (gone: RemovedRoles) => void;
  onChanged: () => void;
};

function RolesDialogs({ dialog, sources, onRemoved, onChanged }: RolesDialogsProps) {
  const { which, open, close, closeToList } = dialog;
  switch (which?.kind) {
    case undefined:
      return null;
    case "add":
      return <AddRoleDialog onAdded={(role) => open({ kind: "added", role })} onClose={close} />;
    case "added":
      return (
        <RoleAddedDialog role={which.role} onAgain={() => open({ kind: "add" })} onClose={closeToList} />
      );
    case "edit":
      return <EditRoleDialog role={which.role} onClose={close} />;
    case "change":
      return (
        <ChangeRolesDialog roleIds={which.roleIds} sources={sources} onChanged={onChanged} onClose={close} />
      );
    case "remove":
      return (
        <RemoveRolesDialog
          roleIds={which.roleIds}
          going={which.going}
          onRemoved={onRemoved}
          onClose={close}
        />
      );
    default:
      return which satisfies never;
  }
}
