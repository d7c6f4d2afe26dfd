"use client";

import { useTranslations } from "use-intl";
import { ListEmpty } from "#components/admin/lists/list-empty.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";
import { ListPager } from "#components/admin/lists/list-pager.tsx";
import { UndoNotice } from "#components/admin/lists/undo-notice.tsx";
import { useUndo } from "#components/admin/lists/use-undo.ts";
import { useDialog } from "#components/admin/use-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { ClaimView, GroupView } from "#lib/groups/group-view.ts";
import type { ListPage } from "#lib/lists/list-view.ts";
import { FreeClaims } from "./free-claims.tsx";
import { GroupDialog } from "./group-dialog.tsx";
import { GroupFilters } from "./group-filters.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { MembersDialog } from "./members-dialog.tsx";
import { RemoveGroupDialog } from "./remove-group-dialog.tsx";
import type { Restore } from "./restore-group.ts";

type Which = { kind: "add"; claim: string } | { kind: "edit" | "members" | "remove"; group: GroupView };

type GroupsAdminProps = {
  page: ListPage<GroupView>;
  query: ListAddress;
  /** The name of the person that the list is narrowed to. */
  person: string | null;
  /** Values of the groups claim that no group takes its members from. */
  claims: readonly ClaimView[];
  claimsInAll: number;
  editable: boolean;
};

/** The groups and all that the catalogue's keepers do with them. */
export function GroupsAdmin({ page, query, person, claims, claimsInAll, editable }: GroupsAdminProps) {
  const t = useTranslations("groups");
  const { which, open, close, closeToList, landing } = useDialog<Which>();
  const undo = useUndo();
  const { sort: _, cursor: __, ...filters } = query;
  const add = editable ? (
    <Button variant="primary" onClick={() => open({ kind: "add", claim: "" })}>
      {t("add")}
    </Button>
  ) : undefined;

  function afterRemoval({ name }: GroupView, restore: Restore | null) {
    closeToList();
    if (restore === null) return;
    undo.offer({
      text: t("removal.removed", { name }),
      run: restore,
      undone: t("removal.restored", { name }),
    });
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
              <>
                <p className="text-muted">{t("emptyClaim")}</p>
                {add}
              </>
            ) : undefined
          }
        />
      ) : (
        <>
          <GroupFilters query={query} total={page.total} person={person} />
          {page.items.length === 0 ? (
            <ListEmpty />
          ) : (
            <GroupsTable
              groups={page.items}
              query={query}
              onMembers={(group) => open({ kind: "members", group })}
              {...(editable && {
                actions: {
                  edit: (group) => open({ kind: "edit", group }),
                  remove: (group) => open({ kind: "remove", group }),
                },
              })}
            />
          )}
          <ListPager query={query} next={page.next} previous={page.previous} />
        </>
      )}
      <FreeClaims
        claims={claims}
        inAll={claimsInAll}
        {...(editable && { onMake: (claim: string) => open({ kind: "add", claim }) })}
      />
      <UndoNotice undo={undo} />
      {which?.kind === "add" ? (
        // The value that it was opened from is none to choose any more, and its button gone.
        <GroupDialog
          group={null}
          claim={which.claim}
          claims={claims}
          onSaved={which.claim === "" ? close : closeToList}
          onClose={close}
        />
      ) : null}
      {which?.kind === "edit" ? (
        <GroupDialog
          group={which.group}
          claim={which.group.claim ?? ""}
          claims={claims}
          onSaved={close}
          onClose={close}
        />
      ) : null}
      {which?.kind === "members" ? (
        <MembersDialog group={which.group} editable={editable} onClose={close} />
      ) : null}
      {which?.kind === "remove" ? (
        <RemoveGroupDialog
          group={which.group}
          onRemoved={(restore) => afterRemoval(which.group, restore)}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
