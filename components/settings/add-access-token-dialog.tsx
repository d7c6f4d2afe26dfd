"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { readText } from "#components/admin/read-text.ts";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { describedBy, TextField } from "#components/ui/text-field.tsx";
import type { NewAccessToken } from "#lib/tokens/token-view.ts";
import { readTokenDays, TokenDaysField } from "./token-days-field.tsx";

type AddAccessTokenDialogProps = { onMade: (made: NewAccessToken) => void; onClose: () => void };

const scopes = ["catalogue:read", "catalogue:write", "audit:read", "roles:use", "roles:credentials"] as const;

/** Asks what a token is for, what it may do, and for how long. */
export function AddAccessTokenDialog({ onMade, onClose }: AddAccessTokenDialogProps) {
  const t = useTranslations("tokens");
  const { busy, failure, run } = useChange();
  const [wrong, setWrong] = useState<"name" | "scopes" | "days" | null>(null);
  const scopesId = useId();
  const scopesError = wrong === "scopes" ? t("scopesMissing") : undefined;
  async function submit(entered: FormData) {
    const name = readText(entered, "name");
    const chosen = scopes.filter((scope) => entered.getAll("scopes").includes(scope));
    const days = readTokenDays(entered);
    const missing = name === "" ? "name" : chosen.length === 0 ? "scopes" : days === null ? "days" : null;
    setWrong(missing);
    if (missing !== null) return;
    const result = await run(() =>
      callApi<NewAccessToken>("POST", "/api/me/tokens", { name, scopes: chosen, expiresInDays: days }),
    );
    if (result.ok) onMade(result.data);
  }
  return (
    <FormDialog
      title={t("addTitle")}
      submit={t("addSubmit")}
      busy={busy}
      busyText={t("adding")}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        error={wrong === "name" ? t("nameMissing") : undefined}
        maxLength={100}
        autoComplete="off"
        data-autofocus
      />
      <fieldset className="grid gap-3" aria-describedby={describedBy(scopesId, undefined, scopesError)}>
        <legend className="mb-1 text-sm font-medium">{t("scopes")}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="flex items-start gap-2">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              className="mt-1 size-4 shrink-0 accent-accent"
              aria-describedby={`${scopesId}-${scope}`}
            />
            <span className="min-w-0">
              {t(`scope.${scope}`)}
              <span id={`${scopesId}-${scope}`} className="block text-xs text-muted">
                {t(`scopeHint.${scope}`)}
              </span>
            </span>
          </label>
        ))}
        {scopesError === undefined ? null : (
          <p id={`${scopesId}-error`} role="alert" className="text-xs text-danger">
            {scopesError}
          </p>
        )}
      </fieldset>
      <TokenDaysField usual={90} wrong={wrong === "days"} />
    </FormDialog>
  );
}
