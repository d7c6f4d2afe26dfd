"use client";

import { useTranslations } from "use-intl";
import type { MenuEntry } from "#components/ui/menu.tsx";
import type { PersonListItem } from "#lib/people/person-list-view.ts";
import { canBeInvited, mayChangePerson, type Self } from "./may-change-person.ts";

export type PersonAction = "edit" | "password" | "secondFactor" | "renew" | "revoke" | "enablement";

/** What the menu of a person's row offers whoever looks. */
export function usePersonMenu(
  self: Self,
  open: (which: { kind: PersonAction; person: PersonListItem }) => void,
): (person: PersonListItem) => MenuEntry[] {
  const t = useTranslations("admin.people");
  const resetSecondFactor = useTranslations("secondFactor")("reset");
  return (person) => {
    const id = encodeURIComponent(person.id);
    const links: MenuEntry[] = [
      { kind: "link", key: "page", label: t("page"), href: `/admin/people/${id}` },
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
    if (!mayChangePerson(self, person)) return links;
    const action = (kind: PersonAction, label: string): MenuEntry => ({
      kind: "action",
      key: kind,
      label,
      onSelect: () => open({ kind, person }),
    });
    const invited = person.openInvitation !== null;
    return [
      action("edit", t("edit")),
      ...(canBeInvited(person) ? [action("renew", invited ? t("invite.again") : t("invite.first"))] : []),
      ...(invited ? [action("revoke", t("invite.revoke"))] : []),
      ...(person.signsInWith.includes("password") ? [action("password", t("newPassword"))] : []),
      ...(person.secondFactor && person.id !== self.id ? [action("secondFactor", resetSecondFactor)] : []),
      ...links,
      action("enablement", person.disabledAt === null ? t("disable") : t("enable")),
    ];
  };
}
