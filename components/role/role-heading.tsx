"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { AccountId } from "#components/ui/account-id.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";

/** Which role a page is about, under its account's colour. */
export function RoleHeading({ role }: { role: CatalogueRole }) {
  const t = useTranslations();
  const announce = useAnnounce();
  async function copyArn() {
    const copied = await copyText(role.arn);
    announce(copied ? t("common.copiedWhat", { what: t("role.arn") }) : t("common.copyFailed"));
  }
  return (
    <header className="grid gap-3 pt-4 pb-6">
      <Link
        href="/admin/roles"
        prefetch={false}
        className="inline-flex min-h-8 items-center gap-1 justify-self-start text-sm text-muted hover:text-ink"
      >
        <ArrowLeft size={14} aria-hidden />
        {t("role.back")}
      </Link>
      <div className="flex gap-3">
        <span className="shrink-0 self-stretch" aria-hidden="true">
          <ColorBar color={role.color ?? role.accountColor} />
        </span>
        <div className="grid min-w-0 gap-0.5">
          <h1 className="flex flex-wrap items-baseline gap-x-2 text-xl font-semibold break-words">
            {role.label}
            {role.roleName === role.label ? null : (
              <span className="text-base font-normal break-all text-muted">{role.roleName}</span>
            )}
          </h1>
          <p className="flex flex-wrap items-baseline gap-x-3">
            {role.accountName}
            <AccountId id={role.accountId} />
          </p>
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-mono text-sm break-all text-muted">{role.arn}</span>
            <Button variant="quiet" onClick={copyArn} aria-label={t("role.copyArn")}>
              {t("common.copy")}
            </Button>
          </p>
          {role.note === "" ? null : <p className="max-w-prose text-muted">{role.note}</p>}
        </div>
      </div>
    </header>
  );
}
