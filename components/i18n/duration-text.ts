import type { Translator } from "./translator.ts";

/** `1 hour`, `45 minutes`, `1 h 30 min`. */
export function durationText(t: Translator, seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.round((seconds % 3600) / 60);
  if (hours === 0) return t("common.duration.minutes", { minutes });
  if (minutes === 0) return t("common.duration.hours", { hours });
  return t("common.duration.hoursMinutes", { hours: String(hours), minutes: String(minutes) });
}
