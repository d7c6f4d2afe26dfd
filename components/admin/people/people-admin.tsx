"use client";

import { useTranslations } from "use-intl";
import { FilterBox } from "#components/admin/filter-box.tsx";
import { FilteredTail } from "#components/admin/filtered-tail.tsx";
import { useDialog } from "#components/admin/use-dialog.ts";
import { useFiltered } from "#components/admin/use-filtered.ts";
import { Button } from "#components/ui/button.tsx";
import type { MenuEntry } from "#components/ui/menu.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { PersonView } from "#lib/people/person-view.ts";
import { AddPersonDialog } from "./add-person-dialog.tsx";
import { EditPersonDialog } from "./edit-person-dialog.tsx";
import { EnablementDialog } from "./enablement-dialog.tsx";
import { NewPasswordDialog } from "./new-password-dialog.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PersonReadyDialog } from "./person-ready-dialog.tsx";
import { ResetSecondFactorDialog } from "./reset-second-factor-dialog.tsx";

type ActionKind = "edit" | "password" | "secondFactor" | "enablement";
type Which =
  | { kind: "add" }
  | { kind: "ready"; person: PersonView; password: string | null; added: boolean }
  | { kind: ActionKind; person: PersonView };

type PeopleAdminProps = { people: readonly PersonView[]; selfId: string; editable: boolean };

/** People and all that an owner does with them. */
export function PeopleAdmin({ people, selfId, editable }: PeopleAdminProps) {
  const t = useTranslations("admin.people");
  const resetSecondFactor = useTranslations("secondFactor")("reset");
  const dialog = useDialog<Which>();
  const list = useFiltered(people, textsOf);

  function menuOf(person: PersonView): MenuEntry[] {
    const id = encodeURIComponent(person.id);
    const entries: MenuEntry[] = [
      {
        kind: "link",
        key: "assignments",
        label: t("assignments"),
        href: `/admin/assignments?personId=${id}`,
      },
      {
        kind: "link",
        key: "audit",
        label: t("audit", { name: person.name }),
        href: `/admin/audit?viewer=${encodeURIComponent(person.sessionName)}`,
      },
    ];
    if (!editable) return entries;
    const action = (kind: ActionKind, label: string): MenuEntry => ({
      kind: "action",
      key: kind,
      label,
      onSelect: () => dialog.open({ kind, person }),
    });
    return [
      action("edit", t("edit")),
      ...(person.signsInWith.includes("password") ? [action("password", t("newPassword"))] : []),
      ...(person.secondFactor && person.id !== selfId ? [action("secondFactor", resetSecondFactor)] : []),
      ...entries,
      action("enablement", person.disabledAt === null ? t("disable") : t("enable")),
    ];
  }

  return (
    <div ref={dialog.landing} tabIndex={-1} className="outline-none">
      <PageHeading
        title={t("title")}
        intro={t("intro")}
        action={
          editable ? (
            <Button variant="primary" onClick={() => dialog.open({ kind: "add" })}>
              {t("add")}
            </Button>
          ) : undefined
        }
      />
      <p className="pb-3 text-sm text-muted">{t("count", { count: people.length })}</p>
      <FilterBox
        hint={t("filterHint")}
        query={list.query}
        onChange={list.setQuery}
        shown={list.found.length}
        total={people.length}
      />
      {list.rows.length === 0 ? null : <PeopleTable people={list.rows} selfId={selfId} menuOf={menuOf} />}
      <FilteredTail list={list} />
      <PeopleDialogs dialog={dialog} selfId={selfId} />
    </div>
  );
}

type PeopleDialogsProps = { dialog: ReturnType<typeof useDialog<Which>>; selfId: string };

function PeopleDialogs({ dialog: { which, open, close }, selfId }: PeopleDialogsProps) {
  switch (which?.kind) {
    case undefined:
      return null;
    case "add":
      return (
        <AddPersonDialog
          onAdded={(person, password) => open({ kind: "ready", person, password, added: true })}
          onClose={close}
        />
      );
    case "ready":
      return <PersonReadyDialog {...which} onClose={close} />;
    case "edit":
      return <EditPersonDialog person={which.person} self={which.person.id === selfId} onClose={close} />;
    case "password":
      return (
        <NewPasswordDialog
          person={which.person}
          self={which.person.id === selfId}
          onSet={(password) =>
            password === null
              ? close()
              : open({ kind: "ready", person: which.person, password, added: false })
          }
          onClose={close}
        />
      );
    case "secondFactor":
      return <ResetSecondFactorDialog person={which.person} onClose={close} />;
    case "enablement":
      return <EnablementDialog person={which.person} self={which.person.id === selfId} onClose={close} />;
    default:
      return which satisfies never;
  }
}

function textsOf(person: PersonView) {
  return [person.name, person.email, person.sessionName];
}
