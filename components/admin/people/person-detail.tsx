"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import type { PersonDetail as Detail } from "#lib/people/person-detail-view.ts";
import type { SignedInView } from "#lib/people/signed-in-view.ts";
import type { Self } from "./may-change-person.ts";
import { SignedIn } from "./signed-in.tsx";

type PersonDetailProps = {
  person: Detail;
  signedIn: SignedInView;
  self: Self;
  /** What they reach. */
  children: ReactNode;
};

/** One person: who they are, their groups, what is signed in as them, and what they reach. */
export function PersonDetail({ person, signedIn, self, children }: PersonDetailProps) {
  const t = useTranslations("reach.person");
  const id = encodeURIComponent(person.id);
  return (
    <div className="pb-16">
      <header className="grid gap-3 pt-4 pb-6">
        <Link
          href="/admin/people"
          prefetch={false}
          className="inline-flex min-h-8 items-center gap-1 justify-self-start text-sm text-muted hover:text-ink"
        >
          <ArrowLeft size={14} aria-hidden />
          {t("back")}
        </Link>
        <div className="grid gap-0.5">
          <h1 className="flex flex-wrap items-baseline gap-x-2 text-xl font-semibold break-words">
            {person.name}
            {person.disabledAt === null ? null : (
              <span className="text-base font-normal text-warn">{t("disabled")}</span>
            )}
          </h1>
          <p className="break-all text-muted">{person.email}</p>
        </div>
        <p className="flex flex-wrap gap-x-4">
          <Way href={`/admin/assignments?personId=${id}`}>{t("assignments")}</Way>
          <Way href={`/admin/audit?viewer=${encodeURIComponent(person.sessionName)}`}>{t("audit")}</Way>
        </p>
      </header>
      <section aria-labelledby="person-facts" className="grid gap-3 border-t border-line py-6">
        <h2 id="person-facts" className="text-lg font-semibold">
          {t("facts")}
        </h2>
        <Facts person={person} />
      </section>
      <SignedIn person={person} signedIn={signedIn} self={self} />
      <section aria-labelledby="person-reaches" className="grid gap-3 border-t border-line py-6">
        <div>
          <h2 id="person-reaches" className="text-lg font-semibold">
            {t("reaches")}
          </h2>
          <p className="max-w-prose text-sm text-muted">{t("reachesIntro")}</p>
        </div>
        {children}
      </section>
    </div>
  );
}

function Way({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} prefetch={false} className="text-accent underline underline-offset-4">
      {children}
    </Link>
  );
}

function Facts({ person }: { person: Detail }) {
  const t = useTranslations();
  const { groups, signsInWith, lastSeenAt } = person;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      <dt className="text-muted">{t("reach.person.portalRole")}</dt>
      <dd>{t(`common.menu.${person.portalRole}`)}</dd>
      <dt className="text-muted">{t("reach.person.groups")}</dt>
      <dd>
        {groups.length === 0 ? (
          <span className="text-muted">{t("reach.person.noGroups")}</span>
        ) : (
          <ul className="flex flex-wrap gap-x-4">
            {groups.map(({ id, name, byClaim }) => (
              <li key={id}>
                {name}{" "}
                <span className="text-sm text-muted">
                  {t(byClaim ? "reach.person.byClaim" : "reach.person.byHand")}
                </span>
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt className="text-muted">{t("reach.person.signsInWith")}</dt>
      <dd>
        {signsInWith.length === 0
          ? t("reach.person.notYet")
          : signsInWith.map((way) => t(`reach.person.${way}`)).join(", ")}
      </dd>
      <dt className="text-muted">{t("reach.person.secondFactor")}</dt>
      <dd>{t(person.secondFactor ? "reach.person.secondFactorSet" : "reach.person.secondFactorNone")}</dd>
      <dt className="text-muted">{t("reach.person.lastSeen")}</dt>
      <dd>{lastSeenAt === null ? t("reach.person.never") : <LocalTime iso={lastSeenAt} />}</dd>
      <dt className="text-muted">{t("reach.person.sessionName")}</dt>
      <dd className="font-mono text-sm break-all">{person.sessionName}</dd>
    </dl>
  );
}
