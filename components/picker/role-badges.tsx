"use client";

import { useSyncExternalStore } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { PickerRole } from "#lib/access/picker-role.ts";

/** What to know before using a role, in words. */
export function RoleBadges({ role }: { role: PickerRole }) {
  const t = useTranslations();
  const uses = [role.console, role.credentials].filter((use) => use !== null);
  const chained = uses.some((use) => use.durationLimit === "chaining");
  const wantsReason = uses.length > 0 && uses.every((use) => use.requiresReason);
  return (
    <>
      {role.partition === "aws" ? null : <span>{t(`common.partition.${role.partition}`)}</span>}
      {role.bookmark?.hidden ? <span>{t("picker.badgeHidden")}</span> : null}
      {role.own ? <span title={t("picker.badgeOwnTitle")}>{t("picker.badgeOwn")}</span> : null}
      {role.requiresMfa ? <span title={t("picker.badgeMfaTitle")}>{t("picker.badgeMfa")}</span> : null}
      {role.requiresSecondFactor ? (
        <span title={t("picker.badgeSecondFactorTitle")}>{t("picker.badgeSecondFactor")}</span>
      ) : null}
      {wantsReason ? <span title={t("picker.badgeReasonTitle")}>{t("picker.badgeReason")}</span> : null}
      {role.bindAddress ? <span title={t("picker.badgeBoundTitle")}>{t("picker.badgeBound")}</span> : null}
      {chained ? <span title={t("picker.badgeChainTitle")}>{t("picker.badgeChain")}</span> : null}
      {role.assignmentExpiresAt === null ? null : <EndsBadge iso={role.assignmentExpiresAt} />}
    </>
  );
}

// Whole days in the browser's zone. The server does not know the zone, so it leaves the badge out.
function EndsBadge({ iso }: { iso: string }) {
  const t = useTranslations("picker");
  const locale = useLocale();
  const days = useSyncExternalStore(
    () => () => {},
    () => calendarDaysUntil(new Date(iso), new Date()),
    () => Number.POSITIVE_INFINITY,
  );
  if (days > 45) return null;
  const options: Intl.DateTimeFormatOptions =
    days < 7 ? { weekday: "long" } : { month: "short", day: "numeric" };
  const date = new Intl.DateTimeFormat(locale, options).format(new Date(iso));
  const text =
    days <= 0 ? t("badgeEndsToday") : days === 1 ? t("badgeEndsTomorrow") : t("badgeEndsOn", { date });
  return <span className={days < 7 ? "text-warn" : ""}>{text}</span>;
}

function calendarDaysUntil(then: Date, now: Date): number {
  const day = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((day(then) - day(now)) / 86_400_000);
}
