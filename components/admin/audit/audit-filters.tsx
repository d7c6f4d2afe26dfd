import { useId } from "react";
import type { Translator } from "#components/i18n/translator.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { outcomes } from "./count-activity.ts";
import { eventGroups, eventOf } from "./event-names.ts";

export type AuditFilterValues = Partial<
  Record<"event" | "outcome" | "viewer" | "account" | "role" | "from" | "to", string>
>;

/** Narrows the log; a plain form, so that it works before and without scripts. */
export function AuditFilters({ t, values }: { t: Translator; values: AuditFilterValues }) {
  return (
    <search className="pb-4">
      <form
        action="/admin/audit"
        className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] items-end gap-x-4 gap-y-3"
      >
        <EventField t={t} value={values.event ?? ""} />
        <SelectField
          name="outcome"
          label={t("admin.audit.outcome")}
          defaultValue={values.outcome ?? ""}
          options={[
            { value: "", label: t("admin.audit.anyOutcome") },
            ...outcomes.map((outcome) => ({ value: outcome, label: t(`admin.audit.outcomes.${outcome}`) })),
          ]}
        />
        <TextField
          name="viewer"
          label={t("admin.audit.person")}
          placeholder={t("admin.audit.personHint")}
          defaultValue={values.viewer ?? ""}
          maxLength={320}
          autoComplete="off"
        />
        <TextField
          name="account"
          label={t("admin.audit.account")}
          placeholder="1111-2222-3333"
          defaultValue={values.account ?? ""}
          inputMode="numeric"
          maxLength={64}
          autoComplete="off"
        />
        <TextField
          name="role"
          label={t("admin.audit.role")}
          placeholder={t("admin.audit.roleHint")}
          defaultValue={values.role ?? ""}
          maxLength={2048}
          autoComplete="off"
        />
        <TextField name="from" type="date" label={t("admin.audit.from")} defaultValue={day(values.from)} />
        <TextField name="to" type="date" label={t("admin.audit.to")} defaultValue={day(values.to)} />
        <div className="flex gap-2">
          <Button type="submit" variant="primary">
            {t("admin.audit.apply")}
          </Button>
          <ButtonLink href="/admin/audit">{t("admin.audit.clear")}</ButtonLink>
        </div>
      </form>
    </search>
  );
}

function EventField({ t, value }: { t: Translator; value: string }) {
  const id = useId();
  return (
    <Field id={id} label={t("admin.audit.event")} hint={undefined} error={undefined}>
      <select
        id={id}
        name="event"
        defaultValue={value}
        className="h-8 pointer-coarse:h-10 w-full min-w-0 rounded-sm border border-edge bg-surface px-1.5 text-base text-ink"
      >
        <option value="">{t("admin.audit.anyEvent")}</option>
        {groups.map((group) => (
          <optgroup key={group} label={t(`admin.audit.groups.${group}`)}>
            {eventGroups[group].map((key) => (
              <option key={key} value={eventOf(key)}>
                {t(`admin.audit.names.${key}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

const groups = ["issuing", "signIn", "people", "catalogue", "assignments", "other"] as const;

// The API also takes times; the form has days.
function day(time: string | undefined): string {
  return time?.slice(0, 10) ?? "";
}
