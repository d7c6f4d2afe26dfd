"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { durationOptions } from "#components/admin/duration-options.ts";
import { readText } from "#components/admin/read-text.ts";
import { targetText } from "#components/reach/target-text.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import { AssignmentTerms } from "./assignment-terms.tsx";
import { ChangesDialog } from "./changes-dialog.tsx";
import { readTerms, readTime, type TermsErrors } from "./read-terms.ts";
import { useAssignmentChanges } from "./use-assignment-changes.ts";

type ChangeAssignmentsDialogProps = {
  ids: readonly string[];
  /** The assignment, when it is one. */
  only: AssignmentView | null;
  onChanged: () => void;
  onClose: () => void;
};

/** Changes the terms of one assignment, or some terms of several alike, after showing what that does. */
export function ChangeAssignmentsDialog({ ids, only, onChanged, onClose }: ChangeAssignmentsDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<TermsErrors>({});
  const changes = useAssignmentChanges();

  function look(data: FormData) {
    const read = only === null ? readSome(data, form.current) : readTerms(data, form.current, only);
    setErrors(read.ok ? {} : read.errors);
    if (read.ok) void changes.look({ change: ids.map((id) => ({ id, ...read.terms })) });
  }

  async function apply() {
    const applied = await changes.apply();
    if (!applied?.ok) return;
    announce(t("assignments.saved", { count: ids.length }));
    onChanged();
  }

  return (
    <ChangesDialog
      title={only === null ? t("assignments.changeMany") : t("assignments.changeTitle")}
      subject={
        <p className="text-muted">
          {only === null
            ? t("assignments.count", { count: ids.length })
            : `${only.principal.name} · ${targetText(t, only.target)}`}
        </p>
      }
      form={form}
      busy={changes.busy}
      failure={changes.failure}
      preview={changes.preview}
      apply={t("common.save")}
      onPreview={look}
      onApply={apply}
      onBack={changes.back}
      onClose={onClose}
    >
      {only === null ? <SomeTerms errors={errors} /> : <AssignmentTerms terms={only} errors={errors} />}
    </ChangesDialog>
  );
}

const leave = "leave";

/** Terms that several assignments can be given alike; each may stay as it is. */
function SomeTerms({ errors }: { errors: TermsErrors }) {
  const t = useTranslations();
  const [end, setEnd] = useState(leave);
  const stays = { value: leave, label: t("bulk.leave") };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        name="maximum"
        label={t("assignments.maximum")}
        options={[stays, { value: "", label: t("assignments.maximumAsRole") }, ...durationOptions(t, null)]}
      />
      <SelectField
        name="reason"
        label={t("assignments.requiresReason")}
        options={[
          stays,
          { value: "yes", label: t("assignments.reasonYes") },
          { value: "no", label: t("assignments.reasonNo") },
        ]}
      />
      <SelectField
        name="end"
        label={t("assignments.until")}
        value={end}
        onChange={(event) => setEnd(event.target.value)}
        options={[
          stays,
          { value: "none", label: t("assignments.noEnd") },
          { value: "at", label: t("assignments.endsAt") },
        ]}
      />
      {end === "at" ? (
        <TextField
          name="until"
          type="datetime-local"
          label={t("assignments.endsAt")}
          hint={t("assignments.untilHint")}
          error={errors.until && t(`assignments.${errors.until}`)}
        />
      ) : null}
    </div>
  );
}

type Some = { maxDurationSeconds?: number | null; requiresReason?: boolean; expiresAt?: string | null };

function readSome(
  form: FormData,
  control: HTMLFormElement | null,
): { ok: true; terms: Some } | { ok: false; errors: TermsErrors } {
  const maximum = readText(form, "maximum");
  const reason = readText(form, "reason");
  const end = readText(form, "end");
  const until = readTime(form, control, "until", null);
  if (end === "at" && (!until.ok || until.iso === null)) {
    const field = control?.elements.namedItem("until");
    if (field instanceof HTMLElement) field.focus();
    return { ok: false, errors: { until: until.ok ? "untilInvalid" : until.reason } };
  }
  return {
    ok: true,
    terms: {
      ...(maximum !== leave && { maxDurationSeconds: maximum === "" ? null : Number(maximum) }),
      ...(reason !== leave && { requiresReason: reason === "yes" }),
      ...(end !== leave && { expiresAt: end === "at" && until.ok ? until.iso : null }),
    },
  };
}
