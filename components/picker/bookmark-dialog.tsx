"use client";

import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { durationText } from "#components/i18n/duration-text.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { credentialFormats, isUnsetFormat } from "#lib/credentials/credential-formats.ts";
import { ColorField } from "./color-field.tsx";
import { longestUse } from "./role-facts.ts";
import { RoleSubject } from "./role-subject.tsx";
import type { BookmarkChange, SaveBookmark } from "./use-bookmarks.ts";
import { useStartChoices } from "./use-start-choices.ts";

type BookmarkDialogProps = {
  role: PickerRole;
  /** Where a role goes that this dialog pins. */
  lastPosition: number;
  /** The person's folders, to choose from. */
  folderNames: readonly string[];
  onClose: () => void;
  save: SaveBookmark;
};

/** The viewer's own entry for a role. An empty field means: as the role. */
export function BookmarkDialog({ role, lastPosition, folderNames, onClose, save }: BookmarkDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const folderList = useId();
  const use = longestUse(role);
  const choices = useStartChoices(role, use);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const { bookmark } = role;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSaving(true);
    setFailure(null);
    const result = await save(role, readChange(new FormData(event.currentTarget), role, lastPosition));
    setSaving(false);
    if (!result.ok) return setFailure(result);
    announce(t("picker.bookmark.saved"));
    onClose();
  }

  const inheritRegion = role.region === null ? t("picker.bookmark.inheritNone") : role.region;
  const formats = credentialFormats.filter((format) => !isUnsetFormat(format));
  return (
    <Dialog title={t("picker.bookmark.title")} subject={<RoleSubject role={role} />} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <p className="text-sm text-muted">{t("picker.bookmark.intro")}</p>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            name="pinned"
            defaultChecked={bookmark?.pinned}
            className="size-4 accent-accent"
          />
          {t("picker.bookmark.pinned")}
        </label>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="alias"
            data-autofocus
            label={t("picker.bookmark.alias")}
            hint={t("picker.bookmark.aliasHint")}
            defaultValue={bookmark?.alias ?? ""}
            placeholder={role.accountName}
            maxLength={100}
            autoComplete="off"
          />
          <ColorField color={bookmark?.color ?? null} inherited={role.color ?? role.accountColor} />
        </div>
        <TextField
          name="note"
          label={t("picker.bookmark.note")}
          defaultValue={bookmark?.note ?? ""}
          placeholder={role.note}
          maxLength={500}
          autoComplete="off"
        />
        <TextField
          name="folder"
          label={t("picker.bookmark.folder")}
          hint={t("picker.bookmark.folderHint")}
          defaultValue={bookmark?.folder ?? ""}
          maxLength={60}
          autoComplete="off"
          list={folderList}
        />
        <datalist id={folderList}>
          {folderNames.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            name="hidden"
            defaultChecked={bookmark?.hidden}
            className="size-4 accent-accent"
          />
          {t("picker.bookmark.hidden")}
        </label>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="region"
            label={t("picker.bookmark.region")}
            defaultValue={bookmark?.region ?? ""}
            options={[
              { value: "", label: t("picker.bookmark.inherit", { value: inheritRegion }) },
              ...choices.regions,
            ]}
          />
          <SelectField
            name="durationSeconds"
            label={t("picker.bookmark.duration")}
            hint={choices.limit}
            defaultValue={String(bookmark?.durationSeconds ?? "")}
            options={[
              { value: "", label: durationText(t, Math.min(3600, use?.maxDurationSeconds ?? 3600)) },
              ...choices.durations,
            ]}
          />
        </div>
        <TextField
          name="destination"
          label={t("picker.bookmark.destination")}
          hint={t("picker.bookmark.destinationHint")}
          defaultValue={bookmark?.destination ?? ""}
          placeholder={role.destination ?? ""}
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          name="format"
          label={t("picker.bookmark.format")}
          defaultValue={bookmark?.format ?? ""}
          options={[
            { value: "", label: t("picker.bookmark.formatInherit") },
            ...formats.map((format) => ({ value: format, label: t(`credentials.formats.${format}`) })),
          ]}
        />
        {failure === null ? null : <FailureNotice failure={failure} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" variant="primary" busy={saving}>
            {saving ? t("common.saving") : t("common.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function readChange(form: FormData, role: PickerRole, lastPosition: number): BookmarkChange {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const seconds = text("durationSeconds");
  const pinned = form.get("pinned") !== null;
  return {
    pinned,
    ...(pinned && !role.bookmark?.pinned ? { position: lastPosition } : {}),
    alias: text("alias"),
    color: text("ownColor") === null ? null : text("color"),
    note: text("note"),
    folder: text("folder"),
    hidden: form.get("hidden") !== null,
    region: text("region"),
    destination: text("destination"),
    durationSeconds: seconds === null ? null : Number(seconds),
    format: credentialFormats.find((format) => format === text("format")) ?? null,
  };
}
