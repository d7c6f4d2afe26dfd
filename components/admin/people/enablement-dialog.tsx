"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { PersonView } from "#lib/people/person-view.ts";

type EnablementDialogProps = { person: PersonView; self: boolean; onClose: () => void };

/** Disables somebody, or enables them again, after saying what happens then. */
export function EnablementDialog({ person, self, onClose }: EnablementDialogProps) {
  const t = useTranslations("admin.people");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  const { name, assignments } = person;
  const disable = person.disabledAt === null;
  async function submit() {
    const path = `/api/people/${encodeURIComponent(person.id)}`;
    const result = await run(() => callApi("PATCH", path, { disabled: disable }));
    if (!result.ok) return;
    announce(disable ? t("disabledNow", { name }) : t("enabledNow", { name }));
    onClose();
  }
  return (
    <FormDialog
      title={disable ? t("disableTitle", { name }) : t("enableTitle", { name })}
      subject={<p className="text-muted">{person.email}</p>}
      submit={disable ? t("disableSubmit") : t("enableSubmit")}
      busy={busy}
      busyText={disable ? t("disabling") : t("enabling")}
      danger={disable}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{disable ? t("disableBody") : t("enableBody", { count: assignments })}</p>
      {disable ? <p className="text-sm text-muted">{t("disableStays", { count: assignments })}</p> : null}
      {disable && self ? <Notice tone="warn">{t("disableSelf")}</Notice> : null}
    </FormDialog>
  );
}
