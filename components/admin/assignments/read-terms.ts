import { readText } from "#components/admin/read-text.ts";
import { readUntil, toLocalField } from "./until-time.ts";

export type Terms = {
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  startsAt: string | null;
  expiresAt: string | null;
  requiresReason: boolean;
};

export type TermsErrors = {
  allowed?: "allowedNone";
  from?: "untilInvalid" | "fromAfterUntil";
  until?: "untilInvalid" | "untilPast";
};

/**
 * The fields of an assignment's terms as the API takes them, or what is wrong with them. An end that stays as it was
 * may be past.
 * @param control the form's, to see a date that is half typed
 */
export function readTerms(
  form: FormData,
  control: HTMLFormElement | null,
  before: Pick<Terms, "startsAt" | "expiresAt">,
): { ok: true; terms: Terms } | { ok: false; errors: TermsErrors } {
  const console = form.get("console") !== null;
  const credentials = form.get("credentials") !== null;
  const seconds = readText(form, "maxDurationSeconds");
  const until = readTime(form, control, "until", before.expiresAt);
  const start = readTime(form, control, "from", before.startsAt);
  // What has begun already may say so.
  const from = !start.ok && start.reason === "untilPast" ? start.past : start.ok ? start.iso : undefined;
  const errors: TermsErrors = {
    ...(!console && !credentials && { allowed: "allowedNone" }),
    ...(from === undefined && { from: "untilInvalid" }),
    ...(!until.ok && { until: until.reason }),
    ...(from && until.ok && until.iso !== null && until.iso <= from && { from: "fromAfterUntil" }),
  };
  if (!until.ok || from === undefined || Object.keys(errors).length > 0) {
    const first = errors.allowed ? "console" : errors.from ? "from" : "until";
    const field = control?.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
    return { ok: false, errors };
  }
  return {
    ok: true,
    terms: {
      console,
      credentials,
      maxDurationSeconds: seconds === "" ? null : Number(seconds),
      startsAt: from,
      expiresAt: until.iso,
      requiresReason: form.get("requiresReason") !== null,
    },
  };
}

/** A time of the form; one that stays as it was keeps its seconds. */
export function readTime(
  form: FormData,
  control: HTMLFormElement | null,
  name: string,
  before: string | null,
):
  | { ok: true; iso: string | null }
  | { ok: false; reason: "untilInvalid" }
  | { ok: false; reason: "untilPast"; past: string } {
  const field = control?.elements.namedItem(name);
  const halfTyped = field instanceof HTMLInputElement && field.validity.badInput;
  const written = readText(form, name);
  if (written !== "" && written === toLocalField(before)) return { ok: true, iso: before };
  const read = readUntil(halfTyped ? "?" : written, new Date());
  if (read.ok) return read;
  if (read.reason === "untilInvalid") return { ok: false, reason: read.reason };
  return { ok: false, reason: read.reason, past: new Date(written).toISOString() };
}
