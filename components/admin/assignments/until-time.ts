/** An instant as a `datetime-local` field holds it, in the browser's time zone; empty for none. */
export function toLocalField(iso: string | null): string {
  if (iso === null) return "";
  const at = new Date(iso);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export type UntilTime =
  | { ok: true; iso: string | null }
  | { ok: false; reason: "untilInvalid" | "untilPast" };

/** What such a field says, as ISO 8601; null for no end. An end that is past would be an assignment to nothing. */
export function readUntil(field: string, now: Date): UntilTime {
  if (field === "") return { ok: true, iso: null };
  const at = new Date(field);
  if (Number.isNaN(at.getTime())) return { ok: false, reason: "untilInvalid" };
  if (at <= now) return { ok: false, reason: "untilPast" };
  return { ok: true, iso: at.toISOString() };
}
