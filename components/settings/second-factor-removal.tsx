"use client";

import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { callApi } from "#components/api-client.ts";
import { CodeField } from "#components/second-factor/code-field.tsx";
import { useCodeForm } from "#components/second-factor/use-code-form.ts";

type SecondFactorRemovalProps = { onRemoved: () => void; onClose: () => void };

/** Removes the viewer's own authenticator app, against a code of it. */
export function SecondFactorRemoval({ onRemoved, onClose }: SecondFactorRemovalProps) {
  const t = useTranslations("secondFactor");
  const { form, busy, error, rest, submit } = useCodeForm(
    (code) => callApi("DELETE", "/api/me/second-factor", { code }),
    onRemoved,
  );
  return (
    <FormDialog
      title={t("removeTitle")}
      form={form}
      submit={t("removeSubmit")}
      busy={busy}
      busyText={t("removing")}
      danger
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("removeBody")}</p>
      <p className="text-sm text-muted">{t("removeLost")}</p>
      <CodeField error={error} />
    </FormDialog>
  );
}
