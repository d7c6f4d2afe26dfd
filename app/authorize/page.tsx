import type { Metadata } from "next";
import { AuthorizeConsent } from "#components/clients/authorize-consent.tsx";
import { Entrance } from "#components/shell/entrance.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { AuthorizationConsentView } from "#lib/clients/consent-view.ts";
import { readAuthorizationRequest } from "#lib/clients/read-authorization-request.ts";
import { type AppError, isAppError } from "#lib/errors.ts";
import { getTranslator } from "../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("clients.consent.title") };
}

type Query = Record<string, string | string[] | undefined>;

/** Where AWS clients send the browser of whoever signs in: an answer leaves here only when the person gives one. */
export default async function AuthorizePage({ searchParams }: { searchParams: Promise<Query> }) {
  const viewer = await pageViewer();
  const [query, t] = await Promise.all([searchParams, getTranslator()]);
  const asked = await readRequest(viewer, query);
  if (!asked.ok) {
    const { code, message, details } = asked.error;
    return (
      <Entrance title={t("clients.consent.refusedTitle")} tagline={t("common.tagline")} size="text">
        <FailureNotice
          failure={{ ok: false, code, message, requestId: viewer.requestId, details: details ?? {} }}
        />
        <div>
          <ButtonLink href="/">{t("common.backToRoles")}</ButtonLink>
        </div>
      </Entrance>
    );
  }
  const { name, email } = viewer;
  return (
    <Entrance title={t("clients.consent.title")} tagline={t("common.tagline")} size="text" focusTitle>
      <noscript>
        <Notice tone="warn">{t("clients.consent.noScript")}</Notice>
      </noscript>
      <AuthorizeConsent view={asked.view} person={{ name, email }} query={singles(query)} />
    </Entrance>
  );
}

type Asked = { ok: true; view: AuthorizationConsentView } | { ok: false; error: AppError };

async function readRequest(viewer: Viewer, query: Query): Promise<Asked> {
  try {
    return { ok: true, view: await readAuthorizationRequest(viewer, query) };
  } catch (error) {
    if (isAppError(error) && error.status < 500) return { ok: false, error };
    throw error;
  }
}

/** What was asked, once it was found to name nothing twice. */
function singles(query: Query): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
