"use client";

import { useTranslations } from "use-intl";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { AdminAccount } from "./group-by-account.ts";
import type { PastedRole } from "./read-pasted-role.ts";

type RoleReadingProps = { empty: boolean; role: PastedRole | null; account: AdminAccount | undefined };

/** What the portal makes of what is typed so far. */
export function RoleReading({ empty, role, account }: RoleReadingProps) {
  const t = useTranslations();
  if (empty) return null;
  if (role === null) return <Notice tone="info">{t("admin.roles.readsUnclear")}</Notice>;
  const taken = account?.roles.find(({ arn }) => arn === role.arn);
  if (taken !== undefined)
    return <Notice tone="warn">{t("admin.roles.readsTaken", { label: taken.label })}</Notice>;
  const facts = { role: role.roleName, account: formatAccountId(role.accountId) };
  return (
    <Notice tone="ok">
      {account === undefined
        ? t("admin.roles.reads", { ...facts, partition: t(`common.partition.${role.partition}`) })
        : t("admin.roles.readsKnown", { ...facts, name: account.name })}
    </Notice>
  );
}
