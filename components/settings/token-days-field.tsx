"use client";

import { useTranslations } from "use-intl";
import { readText } from "#components/admin/read-text.ts";
import { TextField } from "#components/ui/text-field.tsx";

/** Asks for how many days an access token is to live. */
export function TokenDaysField({ usual, wrong }: { usual: number; wrong: boolean }) {
  const t = useTranslations("tokens");
  return (
    <TextField
      name="days"
      label={t("days")}
      hint={t("daysHint")}
      error={wrong ? t("daysWrong") : undefined}
      inputMode="numeric"
      defaultValue={String(usual)}
      maxLength={3}
      autoComplete="off"
    />
  );
}

/** The days that were entered, or null for what is none of 1 to 366. */
export function readTokenDays(entered: FormData): number | null {
  const days = Number(readText(entered, "days"));
  return Number.isInteger(days) && days >= 1 && days <= 366 ? days : null;
}
