"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { useFieldFailure } from "#components/admin/use-field-failure.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { PersonListItem } from "#lib/people/person-list-view.ts";
import type { Self } from "./may-change-person.ts";
import { PortalRoleField } from "./portal-role-field.tsx";

type EditPersonDialogProps = { person: PersonListItem; self: Self; onClose: () => void };

/** Changes a person's name and portal role. */
export function EditPersonDialog({ person, self, onClose }: EditPersonDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { form, errorOf, rest } = useFieldFailure(failure, { last_owner: "portalRole" });
  async function submit(form: FormData) {
    const name = readText(form, "name");
    const portalRole = readText(form, "portalRole");
    const result = await run(() =>
      callApi("PATCH", `/api/people/${encodeURIComponent(person.id)}`, {
        name,
        // Left out when it stays: changing it needs a recent sign-in, a name does not.
        ...(portalRole !== "" && portalRole !== person.portalRole && { portalRole }),
      }),
    );
    if (!result.ok) return;
    announce(t("admin.people.saved", { name }));
    onClose();
  }
  return (
    <FormDialog
      title={t("admin.people.editTitle")}
      subject={<p className="text-muted">{person.email}</p>}
      form={form}
      submit={t("common.save")}
      busy={busy}
      busyText={t("common.saving")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={t("admin.people.name")}
        defaultValue={person.name}
        required
        maxLength={100}
        autoComplete="off"
      />
      {self.portalRole === "owner" ? (
        <PortalRoleField current={person.portalRole} error={errorOf("portalRole")} />
      ) : null}
      {self.portalRole === "owner" && person.openInvitation !== null ? (
        <p className="text-sm text-muted">{t("admin.people.invite.roleEnds")}</p>
      ) : null}
      {self.id === person.id && person.portalRole === "owner" ? (
        <Notice tone="info">{t("admin.people.selfRole")}</Notice>
      ) : null}
    </FormDialog>
  );
}
