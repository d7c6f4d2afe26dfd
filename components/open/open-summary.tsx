"use client";

import { useLocale, useTranslations } from "use-intl";
import { durationText } from "#components/i18n/duration-text.ts";
import { roleColor, roleLabel, roleTitle, startSeconds } from "#components/picker/role-facts.ts";
import { formatAccountId } from "#components/ui/account-id.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { regionLabel } from "#lib/partitions/regions.ts";
import { consolePage } from "./console-page.ts";
import type { OpenChoices } from "./read-open-choices.ts";

/** Account, role and colour, large enough to notice the wrong one; below, what is asked for. */
export function OpenSummary({ role, choices }: { role: PickerRole; choices: OpenChoices }) {
  const t = useTranslations();
  const locale = useLocale();
  const seconds = choices.durationSeconds ?? startSeconds(role, role.console);
  const facts = [
    [t("open.region"), choices.region === null ? t("common.none") : regionLabel(choices.region, locale)],
    [t("open.destination"), consolePage(choices.destination) ?? t("open.destinationHome")],
    [t("open.duration"), Number.isFinite(seconds) ? durationText(t, seconds) : String(seconds)],
    ...(choices.readOnly ? [[t("open.access"), t("open.accessReadOnly")] as const] : []),
    ...(role.bindAddress ? [[t("open.worksFrom"), t("open.worksFromHere")] as const] : []),
  ] as const;
  return (
    <header className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4">
      <div className="row-span-2" aria-hidden="true">
        <ColorBar color={roleColor(role)} />
      </div>
      <div className="pb-3">
        <h1 className="text-xl font-semibold">
          {roleTitle(role)} <span className="font-normal text-muted">/</span> {roleLabel(role)}
        </h1>
        <p className="text-muted tabular-nums">
          {formatAccountId(role.accountId)} · {t(`common.partition.${role.partition}`)}
        </p>
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
