"use client";

import { useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { PersonView } from "#lib/people/person-view.ts";
import { AssignmentTerms, readTerms, type TermsErrors } from "./assignment-terms.tsx";
import { NotAssignedNotice } from "./not-assigned-notice.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { type NotAssigned, useAssign } from "./use-assign.ts";

type AssignDialogProps = {
  people: readonly PersonView[];
  roles: readonly CatalogueRole[];
  assignments: readonly AssignmentView[];
  /** Chosen from the start. */
  personId: string | null;
  roleId: string | null;
  onClose: () => void;
};

type Errors = TermsErrors & { person?: string; roles?: string };
type Refused = { refused: readonly NotAssigned[]; total: number };

const start = { console: true, credentials: true, maxDurationSeconds: null, expiresAt: null };

/** Assigns one or several roles to a person. */
export function AssignDialog({ people, roles, assignments, personId, roleId, onClose }: AssignDialogProps) {
  const t = useTranslations("admin.assignments");
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const [person, setPerson] = useState(personId ?? "");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(roleId === null ? [] : [roleId]));
  const [errors, setErrors] = useState<Errors>({});
  const [outcome, setOutcome] = useState<Refused | null>(null);
  const { progress, assign } = useAssign();
  // The role that one came for is where one looks first.
  const ordered = useMemo(
    () => [...roles.filter(({ id }) => id === roleId), ...roles.filter(({ id }) => id !== roleId)],
    [roles, roleId],
  );
  const taken = useMemo(
    () =>
      new Set(
        assignments.flatMap(({ principal, target }) =>
          principal.id === person && target.kind === "role" ? [target.role.id] : [],
        ),
      ),
    [assignments, person],
  );
  const chosen = new Set([...picked].filter((id) => !taken.has(id)));

  async function submit(data: FormData) {
    setOutcome(null);
    const read = readTerms(data, form.current, null);
    const found: Errors = {
      ...(read.ok ? {} : read.errors),
      ...(person === "" && { person: t("chooseSomeone") }),
      ...(chosen.size === 0 && { roles: t("chooseRole") }),
    };
    setErrors(found);
    const wrong = found.person ? "personId" : found.roles ? "roles" : null;
    const control = wrong === null ? null : form.current?.elements.namedItem(wrong);
    if (control instanceof HTMLElement) control.focus();
    if (!read.ok || wrong !== null) return;
    const asked = [...chosen];
    const refused = await assign(person, asked, read.terms);
    if (refused.length > 0) {
      setPicked(new Set(refused.map((each) => each.roleId)));
      return setOutcome({ refused, total: asked.length });
    }
    announce(t("added", { count: asked.length, name: people.find(({ id }) => id === person)?.name ?? "" }));
    onClose();
  }

  return (
    <FormDialog
      title={t("add")}
      form={form}
      submit={t("submit", { count: chosen.size })}
      busy={progress !== null}
      busyText={progress ? t("submitting", { at: String(progress.at), total: String(progress.total) }) : ""}
      failure={null}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="text-sm text-muted">{t("addIntro")}</p>
      <SelectField
        name="personId"
        label={t("person")}
        error={errors.person}
        value={person}
        onChange={(event) => {
          setPerson(event.target.value);
          setErrors(({ person: _, ...others }) => others);
        }}
        options={[{ value: "", label: t("choosePerson") }, ...people.map(personOption)]}
      />
      <RoleChoice
        roles={ordered}
        chosen={chosen}
        taken={taken}
        error={errors.roles}
        onChange={(id, checked) => {
          const next = new Set(picked);
          if (checked) next.add(id);
          else next.delete(id);
          setPicked(next);
          setErrors(({ roles: _, ...others }) => others);
        }}
      />
      <AssignmentTerms terms={start} errors={errors} />
      {outcome === null ? null : <NotAssignedNotice {...outcome} roles={roles} />}
    </FormDialog>
  );

  function personOption({ id, name, email, disabledAt }: PersonView) {
    const suffix = disabledAt === null ? "" : ` (${t("personDisabled")})`;
    return { value: id, label: `${name} · ${email}${suffix}` };
  }
}
