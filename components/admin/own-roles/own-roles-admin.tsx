"use client";

import { useTranslations } from "use-intl";
import { useDialog } from "#components/admin/use-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { OwnRoleRuleView, OwnRoleView } from "#lib/own-roles/own-role-view.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AddRuleDialog } from "./add-rule-dialog.tsx";
import { OwnRolesTable } from "./own-roles-table.tsx";
import { RemoveRuleDialog } from "./remove-rule-dialog.tsx";
import { RulesTable } from "./rules-table.tsx";
import { ShareDialog } from "./share-dialog.tsx";
import { TakeRoleDialog } from "./take-role-dialog.tsx";

type Which =
  | { kind: "add" }
  | { kind: "remove"; rule: OwnRoleRuleView }
  | { kind: "share" | "take"; role: OwnRoleView };

type OwnRolesAdminProps = {
  rules: readonly OwnRoleRuleView[];
  roles: readonly OwnRoleView[];
  sources: readonly CredentialSourceView[];
  /** Whether the viewer may share and remove roles, and whether they may make rules. */
  editable: boolean;
  owner: boolean;
};

/** What members may add for themselves, and what they have added. */
export function OwnRolesAdmin({ rules, roles, sources, editable, owner }: OwnRolesAdminProps) {
  const t = useTranslations("ownRoles");
  const { which, open, close, closeToList, landing } = useDialog<Which>();
  const addRule = owner ? (
    <Button variant="primary" onClick={() => open({ kind: "add" })}>
      {t("addRule")}
    </Button>
  ) : undefined;
  return (
    <div ref={landing} tabIndex={-1} className="pb-16 outline-none">
      <PageHeading title={t("title")} intro={t("intro")} action={rules.length === 0 ? undefined : addRule} />
      {rules.length === 0 ? (
        <EmptyState title={t("noRulesTitle")} body={t("noRulesBody")} action={addRule} />
      ) : (
        <>
          <h2 className="pb-2 font-semibold">{t("rules")}</h2>
          <RulesTable rules={rules} {...(owner && { onRemove: (rule) => open({ kind: "remove", rule }) })} />
        </>
      )}
      {rules.length === 0 && roles.length === 0 ? null : (
        <>
          <h2 className="pt-8 pb-2 font-semibold">{t("added")}</h2>
          {roles.length === 0 ? (
            <p className="text-muted">{t("nothingAdded")}</p>
          ) : (
            <OwnRolesTable
              roles={roles}
              {...(editable && {
                actions: {
                  onShare: (role) => open({ kind: "share", role }),
                  onRemove: (role) => open({ kind: "take", role }),
                },
              })}
            />
          )}
        </>
      )}
      {which?.kind === "add" ? <AddRuleDialog sources={sources} onClose={close} /> : null}
      {which?.kind === "remove" ? (
        <RemoveRuleDialog rule={which.rule} onRemoved={closeToList} onClose={close} />
      ) : null}
      {which?.kind === "share" ? (
        <ShareDialog role={which.role} onShared={closeToList} onClose={close} />
      ) : null}
      {which?.kind === "take" ? (
        <TakeRoleDialog role={which.role} onTaken={closeToList} onClose={close} />
      ) : null}
    </div>
  );
}
