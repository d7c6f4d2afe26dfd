"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { Fact } from "#components/role/fact.tsx";
import { FocusedHeading } from "#components/ui/focused-heading.tsx";
import type { AuthorizationConsentView } from "#lib/clients/consent-view.ts";
import { ConsentAnswer, type Decision } from "./consent-answer.tsx";
import { ConsentFacts, type ConsentPerson } from "./consent-facts.tsx";

type AuthorizeConsentProps = {
  view: AuthorizationConsentView;
  person: ConsentPerson;
  /** What the client asked with: the answer names it again, and all of it is checked again. */
  query: Readonly<Record<string, string>>;
};

/** Asks the person whether a client may sign in as them, and takes the answer to the client's own port. */
export function AuthorizeConsent({ view, person, query }: AuthorizeConsentProps) {
  const t = useTranslations("clients.consent");
  const [busy, setBusy] = useState<Decision | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [answered, setAnswered] = useState<Decision | null>(null);

  async function answer(decision: Decision) {
    setBusy(decision);
    setFailure(null);
    const result = await callApi<{ redirectTo: string }>("POST", "/api/client-sign-ins/authorization", {
      ...query,
      decision,
    });
    setBusy(null);
    if (!result.ok) return setFailure(result);
    setAnswered(decision);
    // Replaced, so that the back button does not lead to a question that has been answered.
    location.replace(result.data.redirectTo);
  }

  if (answered !== null)
    return (
      <div className="grid gap-2">
        <FocusedHeading level={2}>{t(answered === "allow" ? "allowedTitle" : "deniedTitle")}</FocusedHeading>
        <p>{t(answered === "allow" ? "allowed" : "denied")}</p>
      </div>
    );
  return (
    <div className="grid gap-6">
      <p className="text-muted">{t("intro")}</p>
      <ConsentFacts view={view} person={person}>
        <Fact name={t("answersTo")}>
          <span className="font-mono">{view.answersTo}</span>
          <span className="block text-sm text-muted">{t("answersToHint")}</span>
        </Fact>
      </ConsentFacts>
      <ConsentAnswer busy={busy} failure={failure} onAnswer={answer} />
    </div>
  );
}
