"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { SelectField } from "#components/ui/select-field.tsx";
import type { PersonView } from "#lib/people/person-view.ts";

type PortalRole = PersonView["portalRole"];

export const portalRoles = ["member", "auditor", "admin", "owner"] as const satisfies readonly PortalRole[];

/** What somebody may do in the portal, the choice explained below it. */
export function PortalRoleField({ current, error }: { current: PortalRole; error: string | undefined }) {
  const t = useTranslations();
  const [chosen, setChosen] = useState<PortalRole>(current);
  return (
    <SelectField
      name="portalRole"
      label={t("admin.people.portalRole")}
      hint={t(`admin.people.roleHint.${chosen}`)}
      error={error}
      value={chosen}
      onChange={(event) => setChosen(portalRoles.find((role) => role === event.target.value) ?? "member")}
      options={portalRoles.map((role) => ({ value: role, label: t(`common.menu.${role}`) }))}
    />
  );
}
