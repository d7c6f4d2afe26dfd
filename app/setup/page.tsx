import type { Metadata } from "next";
import { SetupForm } from "#components/setup/setup-form.tsx";
import { Entrance } from "#components/shell/entrance.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { signInOptions } from "#lib/auth/sign-in-options.ts";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("setup.title") };
}

export default async function SetupPage() {
  const [{ setupNeeded }, t] = await Promise.all([signInOptions(), getTranslator()]);
  return (
    <Entrance title={t("setup.title")} tagline={t("common.tagline")}>
      <noscript>
        <Notice tone="warn">{t("setup.noScript")}</Notice>
      </noscript>
      {setupNeeded ? (
        <SetupForm />
      ) : (
        <div className="grid gap-4">
          <p>{t("setup.alreadyDone")}</p>
          <ButtonLink href="/sign-in" variant="primary">
            {t("setup.goSignIn")}
          </ButtonLink>
        </div>
      )}
    </Entrance>
  );
}
