"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { callApi } from "#components/api-client.ts";
import { CodeField } from "#components/second-factor/code-field.tsx";
import { QrCode } from "#components/second-factor/qr-code.tsx";
import { useCodeForm } from "#components/second-factor/use-code-form.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import type { SecondFactorSetupView } from "#lib/auth/second-factor/second-factor-view.ts";

type SecondFactorSetupProps = {
  setup: SecondFactorSetupView;
  onConfirmed: () => void;
  onClose: () => void;
};

/** Shows a new secret, to scan or to type, and takes the first code of it. */
export function SecondFactorSetup({ setup, onConfirmed, onClose }: SecondFactorSetupProps) {
  const t = useTranslations("secondFactor");
  const { form, busy, error, rest, submit } = useCodeForm(
    (code) => callApi("PUT", "/api/me/second-factor", { code }),
    onConfirmed,
  );
  return (
    <FormDialog
      title={t("setUpTitle")}
      subject={
        <p className="wrap-anywhere text-muted">
          {setup.issuer} · {setup.label}
        </p>
      }
      form={form}
      submit={t("setUpSubmit")}
      busy={busy}
      busyText={t("proving")}
      failure={rest}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("setUpBody")}</p>
      <div className="flex flex-wrap items-start gap-4">
        <QrCode text={setup.otpauthUrl} label={t("qrCode")} />
        <Secret secret={setup.secret} />
      </div>
      <CodeField error={error} />
    </FormDialog>
  );
}

function Secret({ secret }: { secret: string }) {
  const t = useTranslations();
  const announce = useAnnounce();
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  async function copy() {
    const done = await copyText(secret);
    setCopied(done);
    if (!done && shown.current !== null) selectText(shown.current);
    announce(done ? t("common.copied") : t("common.copyFailed"));
  }
  return (
    <div className="grid min-w-0 flex-1 basis-48 justify-items-start gap-2">
      <p className="text-sm text-muted">{t("secondFactor.typeInstead")}</p>
      <code ref={shown} className="font-mono break-words">
        {secret.match(/.{1,4}/g)?.join(" ")}
      </code>
      <Button onClick={copy}>{copied ? t("common.copied") : t("secondFactor.copySecret")}</Button>
    </div>
  );
}
