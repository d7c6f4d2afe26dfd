"use client";

import { useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { durationOptions } from "#components/admin/duration-options.ts";
import { readText } from "#components/admin/read-text.ts";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { readUntil, toLocalField } from "./until-time.ts";

export type Terms = {
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  expiresAt: string | null;
};

export type TermsErrors = { allowed?: "allowedNone"; until?: "untilInvalid" | "untilPast" };

type AssignmentTermsProps = { terms: Terms; errors: TermsErrors };

/** What an assignment allows: uses, duration and end. */
export function AssignmentTerms({ terms, errors }: AssignmentTermsProps) {
  const t = useTranslations();
  return (
    <>
      <fieldset className="grid gap-1" aria-describedby={errors.allowed && "allowed-error"}>
        <legend className="pb-1 text-sm font-medium">{t("admin.assignments.allowed")}</legend>
        <div className="flex flex-wrap gap-x-6">
          <CheckField
            name="console"
            label={t("admin.assignments.console")}
            defaultChecked={terms.console}
            aria-invalid={errors.allowed && true}
          />
          <CheckField
            name="credentials"
            label={t("admin.assignments.credentials")}
            defaultChecked={terms.credentials}
          />
        </div>
        {errors.allowed === undefined ? null : (
          <p id="allowed-error" className="text-xs text-danger">
            {t(`admin.assignments.${errors.allowed}`)}
          </p>
        )}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-[1fr_1.25fr]">
        <SelectField
          name="maxDurationSeconds"
          label={t("admin.assignments.maximum")}
          defaultValue={String(terms.maxDurationSeconds ?? "")}
          options={[
            { value: "", label: t("admin.assignments.maximumAsRole") },
            ...durationOptions(t, terms.maxDurationSeconds),
          ]}
        />
        <TextField
          name="until"
          type="datetime-local"
          label={t("admin.assignments.until")}
          hint={t("admin.assignments.untilHint")}
          error={errors.until && t(`admin.assignments.${errors.until}`)}
          defaultValue={toLocalField(terms.expiresAt)}
        />
      </div>
    </>
  );
}

/**
 * The fields above as the API takes them, or what is wrong with them. An end that stays as it was may be past.
 * @param control the form's, to see a date that is half typed
 */
export function readTerms(
  form: FormData,
  control: HTMLFormElement | null,
  before: string | null,
): { ok: true; terms: Terms } | { ok: false; errors: TermsErrors } {
  const console = form.get("console") !== null;
  const credentials = form.get("credentials") !== null;
  const seconds = readText(form, "maxDurationSeconds");
  const field = control?.elements.namedItem("until");
  const halfTyped = field instanceof HTMLInputElement && field.validity.badInput;
  const written = readText(form, "until");
  const until =
    written !== "" && written === toLocalField(before)
      ? ({ ok: true, iso: before } as const)
      : readUntil(halfTyped ? "?" : written, new Date());
  const allowed = console || credentials;
  if (!allowed || !until.ok) {
    const errors: TermsErrors = {
      ...(!allowed && { allowed: "allowedNone" }),
      ...(!until.ok && { until: until.reason }),
    };
    const first = control?.elements.namedItem(allowed ? "until" : "console");
    if (first instanceof HTMLElement) first.focus();
    return { ok: false, errors };
  }
  const maxDurationSeconds = seconds === "" ? null : Number(seconds);
  return { ok: true, terms: { console, credentials, maxDurationSeconds, expiresAt: until.iso } };
}
