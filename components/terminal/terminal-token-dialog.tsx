"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { readTokenDays, TokenDaysField } from "#components/settings/token-days-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { NewAccessToken } from "#lib/tokens/token-view.ts";

type TerminalTokenDialogProps = {
  /** The only roles that it opens. */
  roleIds: readonly string[];
  /** What to call it, unless the person knows better. */
  name: string;
  onMade: (made: NewAccessToken) => void;
  onClose: () => void;
};

/** Makes an access token that takes credentials of some roles and does nothing else. */
export function TerminalTokenDialog({ roleIds, name, onMade, onClose }: TerminalTokenDialogProps) {
  const t = useTranslations("terminal.token");
  const { busy, failure, run } = useChange();
  const [wrong, setWrong] = useState<"name" | "days" | null>(null);
  async function submit(entered: FormData) {
    const given = readText(entered, "name");
    const days = readTokenDays(entered);
    setWrong(given === "" ? "name" : days === null ? "days" : null);
    if (given === "" || days === null) return;
    const body = { name: given, scopes: ["roles:credentials"], expiresInDays: days, roleIds };
    const result = await run(() => callApi<NewAccessToken>("POST", "/api/me/tokens", body));
    if (result.ok) onMade(result.data);
  }
  return (
    <FormDialog
      title={t("title")}
      subject={<p className="pt-0.5 text-muted">{t("limited", { count: roleIds.length })}</p>}
      submit={t("submit")}
      busy={busy}
      busyText={t("making")}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        error={wrong === "name" ? t("nameMissing") : undefined}
        defaultValue={name}
        maxLength={100}
        autoComplete="off"
        data-autofocus
      />
      <TokenDaysField usual={30} wrong={wrong === "days"} />
    </FormDialog>
  );
}
