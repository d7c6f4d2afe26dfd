"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { AssignmentTerms } from "./assignment-terms.tsx";
import { ChangesDialog } from "./changes-dialog.tsx";
import { groupSource, personSource } from "./choice-sources.ts";
import { readTerms, type TermsErrors } from "./read-terms.ts";
import { type Choice, SearchChoice } from "./search-choice.tsx";
import { noTarget, TargetChoice, targetsOf } from "./target-choice.tsx";
import { useAssignmentChanges } from "./use-assignment-changes.ts";

type AssignDialogProps = {
  /** Chosen from the start. */
  principals: readonly Choice[];
  roles: readonly Choice[];
  onAssigned: (added: readonly string[]) => void;
  onClose: () => void;
};

type Errors = TermsErrors & { whom?: string; what?: string };

const start = {
  console: true,
  credentials: true,
  maxDurationSeconds: null,
  startsAt: null,
  expiresAt: null,
  requiresReason: false,
};

/** Assigns roles, or all that fit, to people and groups, after showing what that does. */
export function AssignDialog(props: AssignDialogProps) {
  const t = useTranslations("assignments");
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const [whom, setWhom] = useState(props.principals);
  const [what, setWhat] = useState({ ...noTarget, roles: props.roles });
  const [errors, setErrors] = useState<Errors>({});
  const changes = useAssignmentChanges();

  function look(data: FormData) {
    const targets = targetsOf(what);
    const read = readTerms(data, form.current, start);
    const found: Errors = {
      ...(read.ok ? {} : read.errors),
      ...(whom.length === 0 && { whom: t("chooseSomeone") }),
      ...(targets.length === 0 && { what: t(what.kind === "roles" ? "chooseRole" : "chooseScope") }),
    };
    setErrors(found);
    const wrong = found.whom ? "whom" : found.what ? (what.kind === "roles" ? "roles" : "tagKey") : null;
    const control = wrong === null ? null : form.current?.elements.namedItem(wrong);
    if (control instanceof HTMLElement) control.focus();
    if (!read.ok || wrong !== null) return;
    const add = whom.flatMap(({ kind, id }) =>
      targets.map((target) => ({
        ...(kind === "group" ? { groupId: id } : { personId: id }),
        ...target,
        ...read.terms,
      })),
    );
    void changes.look({ add });
  }

  async function apply() {
    const applied = await changes.apply();
    if (!applied?.ok) return;
    announce(t("added", { count: applied.data.added.length }));
    props.onAssigned(applied.data.added);
  }

  return (
    <ChangesDialog
      title={t("add")}
      form={form}
      busy={changes.busy}
      failure={changes.failure}
      preview={changes.preview}
      apply={t("assign")}
      onPreview={look}
      onApply={apply}
      onBack={changes.back}
      onClose={props.onClose}
    >
      <p className="text-sm text-muted">{t("addIntro")}</p>
      <SearchChoice
        name="whom"
        label={t("whom")}
        hint={t("whomHint")}
        sources={[groupSource(t("group")), personSource]}
        chosen={whom}
        error={errors.whom}
        onChange={(chosen) => {
          setWhom(chosen);
          setErrors(({ whom: _, ...others }) => others);
        }}
      />
      <TargetChoice
        draft={what}
        error={errors.what}
        onChange={(draft) => {
          setWhat(draft);
          setErrors(({ what: _, ...others }) => others);
        }}
      />
      <AssignmentTerms terms={start} errors={errors} />
    </ChangesDialog>
  );
}
