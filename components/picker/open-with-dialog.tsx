"use client";

import { type FormEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { ReadOnlyField } from "#components/credentials/read-only-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { consolePath } from "./console-path.ts";
import { startSeconds } from "./role-facts.ts";
import { RoleSubject } from "./role-subject.tsx";
import { useStartChoices } from "./use-start-choices.ts";

/** Region, page and session length for opening a console once. A plain form that opens a new tab. */
export function OpenWithDialog({ role, onClose }: { role: PickerRole; onClose: () => void }) {
  const t = useTranslations("picker");
  const choices = useStartChoices(role, role.console);
  const form = useRef<HTMLFormElement>(null);
  function open(event: FormEvent) {
    event.preventDefault();
    if (form.current === null) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form.current))
      if (typeof value === "string" && value.trim() !== "") query.set(name, value.trim());
    const path = consolePath(role.id);
    window.open(query.size === 0 ? path : `${path}?${query}`, "_blank", "noopener");
    onClose();
  }
  const { bookmark } = role;
  return (
    <Dialog title={t("openWithDialog.title")} subject={<RoleSubject role={role} />} onClose={onClose}>
      <form ref={form} onSubmit={open} className="grid gap-4">
        <p className="text-sm text-muted">{t("openWithDialog.intro")}</p>
        <SelectField
          name="region"
          data-autofocus
          label={t("bookmark.region")}
          defaultValue={bookmark?.region ?? role.region ?? ""}
          options={[{ value: "", label: t("bookmark.inheritNone") }, ...choices.regions]}
        />
        <TextField
          name="destination"
          label={t("bookmark.destination")}
          hint={t("bookmark.destinationHint")}
          defaultValue={bookmark?.destination ?? role.destination ?? ""}
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          name="duration"
          label={t("bookmark.duration")}
          hint={choices.limit}
          defaultValue={String(startSeconds(role, role.console))}
          options={choices.durations}
        />
        <ReadOnlyField role={role} name="readOnly" value="true" />
        <div className="flex justify-end">
          <Button type="submit" variant="primary">
            {t("openWithDialog.submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
