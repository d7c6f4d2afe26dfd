"use client";

import { useRouter } from "next/navigation";
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
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { SelectOption } from "#components/ui/select-field.tsx";
import type { ListPage } from "#lib/lists/list-view.ts";
import type { PersonListItem } from "#lib/people/person-list-view.ts";
import type { AddedToGroup } from "./add-to-group-dialog.tsx";
import type { Self } from "./may-change-person.ts";
import { type PeopleDialog, PeopleDialogs } from "./people-dialogs.tsx";
import { PeopleFilters } from "./people-filters.tsx";
import { PeopleTable } from "./people-table.tsx";
import { readPeople } from "./read-people.ts";
import { sortOutPeople } from "./sort-out-people.ts";
import { turnPeople } from "./turn-people.ts";
import { usePersonMenu } from "./use-person-menu.ts";

type PeopleAdminProps = {
  page: ListPage<PersonListItem>;
  query: ListAddress;
  /** The groups to filter by. */
  groups: readonly SelectOption[];
  self: Self;
  editable: boolean;
};

/** People and all that owners and admins do with them. */
export function PeopleAdmin({ page, query, groups, self, editable }: PeopleAdminProps) {
  const t = useTranslations("admin.people");
  const router = useRouter();
  const announce = useAnnounce();
  const dialog = useDialog<PeopleDialog>();
  const undo = useUndo();
  const lookup = useChange();
  const menuOf = usePersonMenu(self, dialog.open);
  const { sort: _, cursor: __, ...filters } = query;
  const shown = page.items.map(({ id }) => id);
  const selection = useRowSelection(shown, listHref("", filters, {}));
  const alone = page.total === 1 && Object.keys(filters).length === 0;

  async function askTurn(disable: boolean) {
    const people = await lookup.run(() => readPeople(filters, selection.ids));
    if (people.ok) dialog.open({ kind: "turn", sorted: sortOutPeople(people.data, self, disable), disable });
  }

  function afterTurn(turned: readonly PersonListItem[], disabled: boolean) {
    const count = turned.length;
    if (count === 0) return dialog.close();
    const words = { count, name: turned[0]?.name ?? "" };
    selection.clear();
    router.refresh();
    // Those still to be taken back: a refusal on the way leaves the rest for another try.
    const left = [...turned];
    undo.offer({
      text: disabled ? t("many.disabled", words) : t("many.enabled", words),
      run: () => turnPeople([...left], !disabled, () => left.shift()),
      undone: disabled ? t("many.enabledAgain", { count }) : t("many.disabledAgain", { count }),
    });
    dialog.closeToList();
  }

  function afterGroup({ group, added, undo: back }: AddedToGroup) {
    const text = t("many.grouped", { count: added, group });
    selection.clear();
    if (back === null) announce(text);
    else undo.offer({ text, run: back.run, undone: t("many.ungrouped", { count: back.count, group }) });
    dialog.closeToList();
  }

  const invite = (
    <Button variant="primary" onClick={() => dialog.open({ kind: "invite" })}>
      {t("invite.open")}
    </Button>
  );
  return (
    <div ref={dialog.landing} tabIndex={-1} className="outline-none">
      <PageHeading
        title={t("title")}
        intro={t("intro")}
        action={
          editable ? (
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => dialog.open({ kind: "add" })}>{t("add")}</Button>
              {invite}
            </div>
          ) : undefined
        }
      />
      <PeopleFilters query={query} total={page.total} groups={groups} />
      {lookup.failure === null ? null : <FailureNotice failure={lookup.failure} />}
      {page.items.length === 0 ? (
        <ListEmpty />
      ) : (
        <PeopleTable
          people={page.items}
          query={query}
          selfId={self.id}
          menuOf={menuOf}
          {...(editable && { selection })}
        />
      )}
      {alone ? (
        <EmptyState
          title={t("onlyYouTitle")}
          body={editable ? t("onlyYou") : t("onlyYouReader")}
          action={editable ? invite : undefined}
        />
      ) : null}
      <ListPager query={query} next={page.next} previous={page.previous} />
      <BulkBar selection={selection} total={page.total} query={filters} api="/api/people" rows="people">
        <Button onClick={() => dialog.open({ kind: "group", personIds: [...selection.ids] })}>
          {t("many.group")}
        </Button>
        <Button onClick={() => askTurn(false)} busy={lookup.busy}>
          {t("many.enable")}
        </Button>
        <Button variant="danger" onClick={() => askTurn(true)} busy={lookup.busy}>
          {t("many.disable")}
        </Button>
      </BulkBar>
      <UndoNotice undo={undo} />
      <PeopleDialogs dialog={dialog} self={self} onTurned={afterTurn} onGrouped={afterGroup} />
    </div>
  );
}
