"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { RoleOptions } from "#lib/catalogue/role-options-view.ts";

type ExternalIdFieldProps = {
  roleId: string;
  /** What holds now. */
  saved: string | null;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
};

/** The ExternalId: one that the role's owner gave, or a random one of the server's. */
export function ExternalIdField({ roleId, saved, value, onChange, error }: ExternalIdFieldProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const [making, setMaking] = useState(false);
  async function copy() {
    const copied = await copyText(value);
    announce(
      copied ? t("common.copiedWhat", { what: t("role.options.externalId") }) : t("common.copyFailed"),
    );
  }
  return (
    <div className="flex flex-wrap items-start gap-2">
      <div className="w-full min-w-0 sm:max-w-md sm:flex-1">
        <TextField
          name="externalId"
          label={t("role.options.externalId")}
          hint={t("role.options.externalIdHint")}
          error={error}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          maxLength={1224}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div className="flex gap-2 sm:pt-6">
        <Button onClick={copy} disabled={value === ""} aria-label={t("role.options.externalIdCopy")}>
          {t("common.copy")}
        </Button>
        <Button onClick={() => setMaking(true)}>{t("role.options.externalIdNew")}</Button>
      </div>
      {making ? (
        <NewExternalIdDialog
          roleId={roleId}
          first={saved === null}
          onMade={(made) => {
            // What was typed, if anything, gives way.
            onChange(made);
            setMaking(false);
            announce(t("role.options.externalIdMade"));
          }}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </div>
  );
}

type NewExternalIdDialogProps = {
  roleId: string;
  first: boolean;
  onMade: (externalId: string) => void;
  onClose: () => void;
};

function NewExternalIdDialog({ roleId, first, onMade, onClose }: NewExternalIdDialogProps) {
  const t = useTranslations("role.options");
  const { busy, failure, run } = useChange();
  async function submit() {
    const path = `/api/roles/${encodeURIComponent(roleId)}/external-id`;
    const result = await run(() => callApi<RoleOptions>("POST", path));
    if (result.ok) onMade(result.data.externalId ?? "");
  }
  return (
    <FormDialog
      title={t("externalIdTitle")}
      submit={t("externalIdSubmit")}
      busy={busy}
      busyText={t("externalIdBusy")}
      danger={!first}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {first ? <p>{t("externalIdFirst")}</p> : <Notice tone="warn">{t("externalIdBody")}</Notice>}
      <p className="text-sm text-muted">{t("externalIdAfter")}</p>
    </FormDialog>
  );
}
