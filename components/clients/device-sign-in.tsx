"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import { Fact } from "#components/role/fact.tsx";
import { FocusedHeading } from "#components/ui/focused-heading.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { DeviceConsentView } from "#lib/clients/consent-view.ts";
import { ConsentAnswer, type Decision } from "./consent-answer.tsx";
import { ConsentFacts, type ConsentPerson, WhenAndWhere } from "./consent-facts.tsx";
import { UserCodeForm } from "./user-code-form.tsx";

type DeviceSignInProps = {
  person: ConsentPerson;
  /** Where the viewer's browser is. */
  address: string;
};

type Step =
  | { kind: "code" }
  | { kind: "consent"; userCode: string; view: DeviceConsentView }
  | { kind: "answered"; decision: Decision; client: string };

/** Takes the code that a terminal shows, asks whether its client may sign in as the person, and tells the end. */
export function DeviceSignIn({ person, address }: DeviceSignInProps) {
  const t = useTranslations("clients.device");
  const [step, setStep] = useState<Step>({ kind: "code" });
  switch (step.kind) {
    case "code":
      return (
        <div className="grid gap-6">
          <p>{t("intro")}</p>
          <Notice tone="warn">
            <p className="font-semibold">{t("warningTitle")}</p>
            <p className="text-pretty text-ink">{t("warning")}</p>
          </Notice>
          <UserCodeForm onFound={(userCode, view) => setStep({ kind: "consent", userCode, view })} />
        </div>
      );
    case "consent":
      return (
        <DeviceConsent
          {...step}
          person={person}
          address={address}
          onAnswered={(decision) => setStep({ kind: "answered", decision, client: step.view.clientName })}
          onAnotherCode={() => setStep({ kind: "code" })}
        />
      );
    case "answered": {
      const allowed = step.decision === "allow";
      return (
        <div className="grid gap-2">
          <FocusedHeading level={2}>{t(allowed ? "allowedTitle" : "deniedTitle")}</FocusedHeading>
          <p className="wrap-anywhere">{t(allowed ? "allowed" : "denied", { client: step.client })}</p>
          {allowed ? (
            <p className="pt-2">
              <Link
                href="/settings#aws-clients"
                prefetch={false}
                className="underline decoration-line underline-offset-4 hover:decoration-current"
              >
                {t("settings")}
              </Link>
            </p>
          ) : null}
        </div>
      );
    }
    default:
      return step satisfies never;
  }
}

type DeviceConsentProps = DeviceSignInProps & {
  userCode: string;
  view: DeviceConsentView;
  onAnswered: (decision: Decision) => void;
  onAnotherCode: () => void;
};

function DeviceConsent({ userCode, view, person, address, onAnswered, onAnotherCode }: DeviceConsentProps) {
  const t = useTranslations("clients");
  const [busy, setBusy] = useState<Decision | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);

  async function answer(decision: Decision) {
    setBusy(decision);
    setFailure(null);
    const result = await callApi("POST", "/api/device-authorizations/answer", { userCode, decision });
    setBusy(null);
    if (result.ok) onAnswered(decision);
    else setFailure(result);
  }

  return (
    <div className="grid gap-6">
      <FocusedHeading level={2}>{t("consent.title")}</FocusedHeading>
      {view.sameAddress ? null : (
        <Notice tone="danger">
          <p className="font-semibold">{t("consent.otherAddressTitle")}</p>
          <p className="text-pretty text-ink">
            {t("consent.otherAddress", { address: view.address, own: address })}
          </p>
        </Notice>
      )}
      <ConsentFacts view={view} person={person}>
        <Fact name={t("consent.asked")}>
          <WhenAndWhere at={view.askedAt} address={view.address} />
          <span className="block text-sm text-muted wrap-anywhere" translate="no">
            {view.userAgent === "" ? t("consent.unknownProgram") : view.userAgent}
          </span>
        </Fact>
      </ConsentFacts>
      <ConsentAnswer busy={busy} failure={failure} onAnswer={answer} />
      <div>
        <TextButton onClick={onAnotherCode}>{t("device.anotherCode")}</TextButton>
      </div>
    </div>
  );
}
