"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { durationText } from "#components/i18n/duration-text.ts";
import { OptionBadges } from "#components/role/option-badges.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import { regionLabel } from "#lib/partitions/regions.ts";
import type { AdminRole } from "./group-by-account.ts";
import { assignHref } from "./role-added-dialog.tsx";

type RoleRowProps = {
  role: AdminRole;
  /** Absent for those who may only look. */
  actions?: { edit: () => void; remove: () => void } | undefined;
};

/** One role of the catalogue's table. */
export function RoleRow({ role, actions }: RoleRowProps) {
  const t = useTranslations();
  const locale = useLocale();
  const announce = useAnnounce();
  const names = { role: role.label, account: role.accountName };
  const region = role.region === null ? null : regionLabel(role.region, locale);
  async function copyArn() {
    const copied = await copyText(role.arn);
    announce(copied ? t("common.copiedWhat", { what: t("admin.roles.arn") }) : t("common.copyFailed"));
  }
  const entries: MenuEntry[] = actions
    ? [
        { kind: "link", key: "how", label: t("role.how"), href: roleHref(role.id) },
        { kind: "action", key: "edit", label: t("admin.roles.edit"), onSelect: actions.edit },
        { kind: "link", key: "assign", label: t("admin.roles.assignAction"), href: assignHref(role.id) },
        { kind: "action", key: "copy", label: t("admin.roles.copyArn"), onSelect: copyArn },
        { kind: "action", key: "remove", label: t("admin.roles.remove"), onSelect: actions.remove },
      ]
    : [];
  return (
    <tr className="border-b border-line align-top hover:bg-hover">
      <th scope="row" className="py-1.5 pr-4 text-left font-normal">
        <div className="flex gap-3">
          <span className="h-5 shrink-0 text-transparent" aria-hidden="true">
            <ColorBar color={role.color ?? ""} />
          </span>
          <div className="min-w-0">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <Link
                href={roleHref(role.id)}
                prefetch={false}
                className="font-medium underline decoration-line underline-offset-4 hover:decoration-current"
              >
                {role.label}
              </Link>
              {role.roleName === role.label ? null : (
                <span className="text-sm break-all text-muted">{role.roleName}</span>
              )}
            </div>
            {role.note === "" ? null : <p className="text-sm text-muted">{role.note}</p>}
            <OptionBadges {...role} />
            <p className="text-sm text-muted md:hidden">
              {[region, durationText(t, role.maxDurationSeconds)].filter(Boolean).join(" · ")}
            </p>
          </div>
        </div>
      </th>
      <td className="py-1.5 pr-4 whitespace-nowrap text-muted max-md:hidden" title={role.region ?? undefined}>
        {region}
      </td>
      <td className="py-1.5 pr-4 whitespace-nowrap tabular-nums max-md:hidden">
        {durationText(t, role.maxDurationSeconds)}
      </td>
      <td className="py-1.5 pr-4 whitespace-nowrap">
        <Link
          href={`/admin/assignments?roleId=${encodeURIComponent(role.id)}`}
          prefetch={false}
          aria-label={t("admin.roles.assignmentsOf", { ...names, count: role.assignments })}
          className="underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {t("admin.roles.assignedTo", { count: role.assignments })}
        </Link>
      </td>
      {entries.length === 0 ? null : (
        <td className="py-0.5 text-right">
          <Menu shape="icon" label={t("admin.roles.more", names)} entries={entries}>
            <Ellipsis size={16} aria-hidden />
          </Menu>
        </td>
      )}
    </tr>
  );
}

/** Where it is told how a role is assumed. */
function roleHref(roleId: string): string {
  return `/admin/roles/${encodeURIComponent(roleId)}`;
}
