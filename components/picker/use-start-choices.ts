"use client";

import { useLocale, useTranslations } from "use-intl";
import { durationChoices } from "#components/duration-choices.ts";
import { durationText } from "#components/i18n/duration-text.ts";
import type { SelectOption } from "#components/ui/select-field.tsx";
import type { PickerRole, PickerUse } from "#lib/access/picker-role.ts";
import { regionLabel, regionsOf } from "#lib/partitions/regions.ts";
import { startSeconds } from "./role-facts.ts";

export type StartChoices = {
  regions: readonly SelectOption[];
  durations: readonly SelectOption[];
  /** What holds the length down, in words. */
  limit: string | undefined;
};

/** Regions and session lengths to choose from for one use of a role, and why not longer. */
export function useStartChoices(role: PickerRole, use: PickerUse | null): StartChoices {
  const t = useTranslations();
  const locale = useLocale();
  const regions = regionsOf(role.partition).map((region) => ({
    value: region.id,
    label: `${regionLabel(region.id, locale)} · ${region.id}`,
  }));
  const chosen = role.bookmark?.region ?? role.region;
  if (chosen !== null && regions.every((region) => region.value !== chosen))
    regions.unshift({ value: chosen, label: chosen });
  const durations = durationChoices(use?.maxDurationSeconds ?? 3600, startSeconds(role, use)).map(
    (seconds) => ({
      value: String(seconds),
      label: durationText(t, seconds),
    }),
  );
  if (use === null) return { regions, durations, limit: undefined };
  const max = durationText(t, use.maxDurationSeconds);
  return { regions, durations, limit: t(`picker.limit.${use.durationLimit}`, { max }) };
}
