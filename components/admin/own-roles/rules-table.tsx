"use client";

import { useTranslations } from "use-intl";
import { durationText } from "#components/i18n/duration-text.ts";
import { Button } from "#components/ui/button.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { OwnRoleRuleView } from "#lib/own-roles/own-role-view.ts";

type RulesTableProps = { rules: readonly OwnRoleRuleView[]; onRemove?: (rule: OwnRoleRuleView) => void };

/** The rules for members' own roles. */
export function RulesTable({ rules, onRemove }: RulesTableProps) {
  const t = useTranslations("ownRoles");
  const all = useTranslations();
  return (
    <DataTable
      caption={t("rules")}
      columns={[
        { key: "account", label: t("account") },
        { key: "roleName", label: t("roleName") },
        { key: "source", label: t("source"), hideBelow: "sm" },
        { key: "maxDuration", label: t("maxDuration"), hideBelow: "md" },
        ...(onRemove
          ? [{ key: "actions", label: all("admin.actions"), labelHidden: true, align: "end" as const }]
          : []),
      ]}
      rows={rules.map((rule) => ({
        key: rule.id,
        cells: {
          account: (
            <span className="tabular-nums">
              {rule.accountPattern}
              {rule.partition === "aws" ? "" : ` · ${rule.partition}`}
            </span>
          ),
          roleName: <span className="break-all">{rule.roleNamePattern}</span>,
          source: rule.source?.name ?? t("sourceOfAccount"),
          maxDuration:
            rule.maxDurationSeconds === null ? t("oneHour") : durationText(all, rule.maxDurationSeconds),
          actions: onRemove && (
            <Button
              aria-label={t("removeRuleOf", { names: rule.roleNamePattern, accounts: rule.accountPattern })}
              onClick={() => onRemove(rule)}
            >
              {t("removeRule")}
            </Button>
          ),
        },
      }))}
    />
  );
}
