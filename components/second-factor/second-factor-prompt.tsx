"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { CodeField } from "./code-field.tsx";
import { useCodeForm } from "./use-code-form.ts";

type SecondFactorPromptProps = {
  /** False when the API said `second_factor_not_enrolled`: then there is no code to give. */
  enrolled?: boolean;
  onProved: () => void;
  onCancel: () => void;
};

/** Asks for a code where a role wants a fresh second factor, and posts the proof. Stands inside a dialog or a page. */
export function SecondFactorPrompt({ enrolled = true, onProved, onCancel }: SecondFactorPromptProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const { form, busy, error, rest, submit } = useCodeForm(
    (code) => callApi("POST", "/api/me/second-factor/proof", { code }),
    () => {
      announce(t("secondFactor.proved"));
      onProved();
    },
  );
  if (!enrolled || rest?.code === "second_factor_not_enrolled") return <NotEnrolled onCancel={onCancel} />;
  return (
    <form
      ref={form}
      noValidate
      aria-label={t("secondFactor.title")}
      className="grid max-w-md gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit(new FormData(event.currentTarget));
      }}
    >
      <p>{t("secondFactor.promptBody")}</p>
      <CodeField error={error} autoFocus />
      {rest === null ? null : <FailureNotice failure={rest} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? t("secondFactor.proving") : t("secondFactor.prove")}
        </Button>
        <Button onClick={onCancel} disabled={busy}>
          {t("common.cancel")}
        </Button>
      </div>
    </form>
  );
}

function NotEnrolled({ onCancel }: Pick<SecondFactorPromptProps, "onCancel">) {
  const t = useTranslations();
  return (
    <div className="grid max-w-md gap-4">
      <p>{t("secondFactor.notEnrolled")}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link
          href="/settings#second-factor"
          prefetch={false}
          className="font-medium text-accent underline underline-offset-4"
        >
          {t("secondFactor.toSettings")}
        </Link>
        <Button onClick={onCancel}>{t("common.cancel")}</Button>
      </div>
    </div>
  );
}
