"use client";

import { useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { durationOptions } from "#components/admin/duration-options.ts";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Terms, TermsErrors } from "./read-terms.ts";
import { toLocalField } from "./until-time.ts";

type AssignmentTermsProps = { terms: Terms; errors: TermsErrors };

/** What an assignment allows: uses, duration, whether a reason is asked for, and from when until when. */
export function AssignmentTerms({ terms, errors }: AssignmentTermsProps) {
  const t = useTranslations();
  return (
    <>
      <fieldset className="grid gap-1" aria-describedby={errors.allowed && "allowed-error"}>
        <legend className="pb-1 text-sm font-medium">{t("assignments.allowed")}</legend>
        <div className="flex flex-wrap gap-x-6">
          <CheckField
            name="console"
            label={t("assignments.console")}
            defaultChecked={terms.console}
            aria-invalid={errors.allowed && true}
          />
          <CheckField
            name="credentials"
            label={t("assignments.credentials")}
            defaultChecked={terms.credentials}
          />
          <CheckField
            name="requiresReason"
            label={t("assignments.requiresReason")}
            defaultChecked={terms.requiresReason}
          />
        </div>
        {errors.allowed === undefined ? null : (
          <p id="allowed-error" className="text-xs text-danger">
            {t(`assignments.${errors.allowed}`)}
          </p>
        )}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          name="maxDurationSeconds"
          label={t("assignments.maximum")}
          defaultValue={String(terms.maxDurationSeconds ?? "")}
          options={[
            { value: "", label: t("assignments.maximumAsRole") },
            ...durationOptions(t, terms.maxDurationSeconds),
          ]}
        />
        <TextField
          name="from"
          type="datetime-local"
          label={t("assignments.from")}
          hint={t("assignments.fromHint")}
          error={errors.from && t(`assignments.${errors.from}`)}
          defaultValue={toLocalField(terms.startsAt)}
        />
        <TextField
          name="until"
          type="datetime-local"
          label={t("assignments.until")}
          hint={t("assignments.untilHint")}
          error={errors.until && t(`assignments.${errors.until}`)}
          defaultValue={toLocalField(terms.expiresAt)}
        />
      </div>
    </>
  );
}
