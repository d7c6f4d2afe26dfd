"use client";

import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { useNow } from "#components/use-now.ts";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { mfaServes } from "./access-prompt.ts";

/** Until when a code that was given earlier serves, so that nobody wonders why none is asked for. */
export function MfaUntil({ role }: { role: PickerRole }) {
  const t = useTranslations("credentials.mfa");
  const now = useNow();
  if (!role.requiresMfa || role.mfaUntil === null || !mfaServes(role, now)) return null;
  return (
    <p className="text-xs text-muted">
      {t.rich("givenUntil", { time: () => <LocalTime iso={role.mfaUntil ?? ""} format="time" /> })}
    </p>
  );
}
