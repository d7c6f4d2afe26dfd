"use client";

import { useTranslations } from "use-intl";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { PastedRole } from "./read-pasted-role.ts";

type RoleReadingProps = {
  empty: boolean;
  role: PastedRole | null;
  /** The account's name, when the catalogue has it. */
  accountName: string | undefined;
  /** What the role is called, when the catalogue has it. */
  takenLabel: string | undefined;
};

/** What the portal makes of what is typed so far. */
export function RoleReading({ empty, role, accountName, takenLabel }: RoleReadingProps) {
  const t = useTranslations();
  if (empty) return null;
  if (role === null) return <Notice tone="info">{t("admin.roles.readsUnclear")}</Notice>;
  if (takenLabel !== undefined)
    return <Notice tone="warn">{t("admin.roles.readsTaken", { label: takenLabel })}</Notice>;
  const facts = { role: role.roleName, account: formatAccountId(role.accountId) };
  return (
    <Notice tone="ok">
      {accountName === undefined
        ? t("admin.roles.reads", { ...facts, partition: t(`common.partition.${role.partition}`) })
        : t("admin.roles.readsKnown", { ...facts, name: accountName })}
    </Notice>
  );
}
