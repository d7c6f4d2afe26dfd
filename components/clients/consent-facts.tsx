"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { durationText } from "#components/i18n/duration-text.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { Fact } from "#components/role/fact.tsx";
import type { ConsentView } from "#lib/clients/consent-view.ts";
import { SignInAsAnother } from "./sign-in-as-another.tsx";

export type ConsentPerson = { name: string; email: string };

type ConsentFactsProps = {
  view: ConsentView;
  person: ConsentPerson;
  /** What is known of this one request: where its answer goes, or where it came from. */
  children: ReactNode;
};

/** Who asks, since when, for whom, and what allowing it means. */
export function ConsentFacts({ view, person, children }: ConsentFactsProps) {
  const t = useTranslations();
  return (
    <>
      <dl className="grid items-baseline gap-x-6 gap-y-3 border-y border-line py-4 max-sm:gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Fact name={t("clients.consent.client")}>
          <span className="font-mono text-lg font-semibold wrap-anywhere" translate="no">
            {view.clientName}
          </span>
          <span className="block text-sm text-muted">{t("clients.consent.unverified")}</span>
        </Fact>
        {children}
        <Fact name={t("clients.consent.registered")}>
          <WhenAndWhere at={view.registeredAt} address={view.registeredAddress} />
        </Fact>
        <Fact name={t("clients.consent.signsInAs")}>
          <span className="font-medium wrap-anywhere">{person.name}</span>
          <span className="block text-sm text-muted wrap-anywhere">{person.email}</span>
          <SignInAsAnother />
        </Fact>
      </dl>
      <div className="grid gap-1">
        <p>{t("clients.consent.may", { duration: durationText(t, view.lifeSeconds) })}</p>
        <ul className="list-disc pl-5 marker:text-muted">
          <li>{t("clients.consent.mayList")}</li>
          <li>{t("clients.consent.mayCredentials")}</li>
        </ul>
        <p className="text-sm text-muted">
          {t.rich("clients.consent.mayEnd", {
            settings: (text) => (
              <Link href="/settings#aws-clients" prefetch={false} className={link}>
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
    </>
  );
}

/** A time, and the address that something came from then. */
export function WhenAndWhere({ at, address }: { at: string; address: string }) {
  const t = useTranslations("clients.consent");
  return (
    <span className="flex flex-wrap gap-x-2">
      <LocalTime iso={at} />
      <span className="tabular-nums wrap-anywhere">{t("from", { address })}</span>
    </span>
  );
}

const link = "underline decoration-line underline-offset-4 hover:decoration-current";
