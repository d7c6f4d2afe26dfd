"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "use-intl";

const styles = {
  time: { hour: "2-digit", minute: "2-digit" },
  dateTime: { dateStyle: "medium", timeStyle: "short" },
  date: { dateStyle: "medium" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant in the browser's own time zone. The server, which does not know the zone, renders UTC. */
export function LocalTime({ iso, format = "dateTime" }: { iso: string; format?: keyof typeof styles }) {
  const locale = useLocale();
  const zone = useSyncExternalStore(neverChanges, browserZone, serverZone);
  const text = new Intl.DateTimeFormat(locale, { ...styles[format], timeZone: zone }).format(new Date(iso));
  return (
    <time dateTime={iso} className="tabular-nums">
      {text}
    </time>
  );
}

const neverChanges = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const serverZone = () => "UTC";
