"use client";

import { useTranslations } from "use-intl";
import { TextField } from "#components/ui/text-field.tsx";

/** How many days an invitation's link works. */
export function DaysField({ error }: { error: string | undefined }) {
  const t = useTranslations("admin.people.invite");
  return (
    <TextField
      name="expiresInDays"
      inputMode="numeric"
      label={t("days")}
      hint={t("daysHint")}
      error={error}
      defaultValue="7"
      maxLength={2}
      autoComplete="off"
    />
  );
}

/** What was typed, or null where it is no number of days. */
export function readDays(typed: string): number | null {
  const days = Number(typed);
  return Number.isInteger(days) && days >= 1 && days <= 30 ? days : null;
}
