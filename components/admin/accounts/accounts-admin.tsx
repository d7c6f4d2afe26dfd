"use client";

import { useTranslations } from "use-intl";
import { ListEmpty } from "#components/admin/lists/list-empty.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";
import { ListPager } from "#components/admin/lists/list-pager.tsx";
import { UndoNotice } from "#components/admin/lists/undo-notice.tsx";
import { useUndo } from "#components/admin/lists/use-undo.ts";
import { useDialog } from "#components/admin/use-dialog.ts";
import { callApi } from "#components/api-client.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { AccountListItem } from "#lib/catalogue/account-list-view.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AccountFilters } from "./account-filters.tsx";
import { AccountsTable } from "./accounts-table.tsx";
import { AddAccountDialog } from "./add-account-dialog.tsx";
import { EditAccountDialog } from "./edit-account-dialog.tsx";
import { RemoveAccountDialog } from "./remove-account-dialog.tsx";

type Which = { kind: "add" } | { kind: "edit" | "remove"; account: AccountListItem };

type AccountsAdminProps = {
  page: ListPage<AccountListItem>;
  query: ListAddress;
  sources: readonly CredentialSourceView[];
  editable: boolean;
};

/** The accounts of the catalogue and all that its keepers do with them. */
export function AccountsAdmin({ page, query, sources, editable }: AccountsAdminProps) {
  const t = useTranslations("admin.accounts");
  const bulk = useTranslations("bulk");
  const { which, open, close, closeToList, landing } = useDialog<Which>();
  const undo = useUndo();
  const { sort: _, cursor: __, ...filters } = query;
  const add = editable ? (
    <Button variant="primary" onClick={() => open({ kind: "add" })}>
      {t("add")}
    </Button>
  ) : undefined;

  function afterRemoval({ partition, accountId, name, color, sourceId, tags, ouPath }: AccountListItem) {
    const account = { partition, accountId, name, color, sourceId, tags, ouPath };
    undo.offer({
      text: t("removed", { account: name }),
      run: () => callApi("POST", "/api/accounts", account),
      undone: t("restored", { account: name }),
    });
    closeToList();
  }

  return (
    <div ref={landing} tabIndex={-1} className="outline-none">
      <PageHeading title={t("title")} intro={t("intro")} action={add} />
      {page.total === 0 && Object.keys(filters).length === 0 ? (
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
          <AccountFilters query={query} total={page.total} sources={sources} />
          {page.items.length === 0 ? (
            <ListEmpty />
          ) : (
            <AccountsTable
              accounts={page.items}
              query={query}
              {...(editable && {
                actions: {
                  edit: (account) => open({ kind: "edit", account }),
                  remove: (account) => open({ kind: "remove", account }),
                },
              })}
            />
          )}
          <ListPager query={query} next={page.next} previous={page.previous} />
        </>
      )}
      <UndoNotice undo={undo} />
      {which?.kind === "add" ? <AddAccountDialog sources={sources} onClose={close} /> : null}
      {which?.kind === "edit" ? (
        <EditAccountDialog account={which.account} sources={sources} onClose={close} />
      ) : null}
      {which?.kind === "remove" ? (
        <RemoveAccountDialog
          account={which.account}
          onRemoved={() => afterRemoval(which.account)}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
