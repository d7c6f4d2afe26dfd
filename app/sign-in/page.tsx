import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Entrance } from "#components/shell/entrance.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { optionalPageViewer } from "#lib/auth/page-viewer.ts";
import { safeCallbackPath } from "#lib/auth/safe-callback-path.ts";
import { signInOptions } from "#lib/auth/sign-in-options.ts";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("signIn.title") };
}

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const [asked, viewer, options, t] = await Promise.all([
    searchParams,
    optionalPageViewer(),
    signInOptions(),
    getTranslator(),
  ]);
  const callbackPath = safeCallbackPath(asked["callbackUrl"]);
  if (viewer !== null) redirect(callbackPath);
  const reason = asked["error"];
  return (
    <Entrance title={t("signIn.title")} tagline={t("common.tagline")}>
      <noscript>
        <Notice tone="warn">{t("signIn.noScript")}</Notice>
      </noscript>
      {options.setupNeeded ? <Notice tone="info">{t("signIn.setupNeeded")}</Notice> : null}
      {reason === undefined ? null : (
        <Notice tone="danger">{t(`signIn.reason.${knownReason(reason)}`)}</Notice>
      )}
      {asked["signedOut"] === "1" ? <Notice tone="ok">{t("signIn.signedOut")}</Notice> : null}
      <SignInForm callbackPath={callbackPath} providerName={options.oidc?.name ?? null} />
    </Entrance>
  );
}

const reasons = [
  "sign_in_required",
  "sign_in_failed",
  "sign_in_refused",
  "person_disabled",
  "identity_provider_failed",
  "invitation_invalid",
  "identity_taken",
] as const;

function knownReason(value: string | string[]): (typeof reasons)[number] | "other" {
  return reasons.find((reason) => reason === value) ?? "other";
}
