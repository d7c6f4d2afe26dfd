"use client";

import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useNow } from "#components/use-now.ts";
import { timeLeft } from "./time-left.ts";

const warnBelow = 5 * 60_000;

/** How long the credentials still work, by the second. */
export function Countdown({ expiresAt }: { expiresAt: string }) {
  const t = useTranslations("credentials");
  const left = useTimeLeft(expiresAt);
  return (
    <p className={`text-sm tabular-nums ${left < warnBelow ? "text-warn" : "text-muted"}`}>
      {t("expiresIn", { left: timeLeft(left) })} · {t("expiresAt")}{" "}
      <LocalTime iso={expiresAt} format="time" />
    </p>
  );
}

/** Says once that the end is near, and once that it has come. */
export function ExpiryWarning({ expiresAt }: { expiresAt: string }) {
  const t = useTranslations("credentials");
  const left = useTimeLeft(expiresAt);
  if (left >= warnBelow) return null;
  return (
    <Notice tone="warn">
      <p>
        {left <= 0 ? t("expired") : t("warning")} {t("expiredNext")}
      </p>
    </Notice>
  );
}

function useTimeLeft(expiresAt: string): number {
  const now = useNow();
  return Date.parse(expiresAt) - (now === 0 ? Date.parse(expiresAt) - warnBelow : now);
}
