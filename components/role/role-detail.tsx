"use client";

import type { ReactNode } from "react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import type { RoleOptions } from "#lib/catalogue/role-options-view.ts";
import type { TaggedPerson } from "#lib/policies/session-tags.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AssumedHow } from "./assumed-how.tsx";
import { CheckPanel } from "./check-panel.tsx";
import { OptionsFacts } from "./options-facts.tsx";
import { OptionsForm } from "./options-form.tsx";
import { RoleHeading } from "./role-heading.tsx";
import { TrustPanel } from "./trust-panel.tsx";

type RoleDetailProps = {
  role: CatalogueRole;
  options: RoleOptions;
  /** The source that assumes the first role of the chain. */
  origin: { id: string; name: string };
  accountSourceId: string | null;
  sources: readonly CredentialSourceView[];
  /** The viewer, for showing what a template becomes. */
  self: TaggedPerson;
  editable: boolean;
  /** Who reaches it. */
  reach: ReactNode;
};

/** One role of the catalogue: how it is assumed, with which options, what must trust it, and whether that works. */
export function RoleDetail(props: RoleDetailProps) {
  const t = useTranslations("role");
  const reachTexts = useTranslations("reach.role");
  const { role, options, origin, accountSourceId, sources, self, editable } = props;
  const [unsaved, setUnsaved] = useState(false);
  return (
    <div className="pb-16">
      <RoleHeading role={role} />
      <Section title={t("assumed.title")}>
        <AssumedHow options={options} origin={origin} />
      </Section>
      {editable ? (
        <Section title={t("check.title")} intro={t("check.intro")}>
          <CheckPanel
            roleId={role.id}
            roleArn={role.arn}
            requiresMfa={options.requiresMfa}
            unsaved={unsaved}
          />
        </Section>
      ) : null}
      <Section title={t("options.title")} intro={t("options.intro")}>
        {editable ? (
          <OptionsForm
            role={role}
            options={options}
            accountSourceId={accountSourceId}
            sources={sources}
            self={self}
            onUnsaved={setUnsaved}
          />
        ) : (
          <OptionsFacts options={options} sources={sources} />
        )}
      </Section>
      <Section title={reachTexts("title")} intro={reachTexts("intro")} wide>
        {props.reach}
      </Section>
      <Section title={t("trustTitle")}>
        <TrustPanel key={JSON.stringify({ ...options, refusedDurations: [] })} roleId={role.id} />
      </Section>
    </div>
  );
}

type SectionProps = {
  title: string;
  intro?: string;
  /** Takes the whole width, below its name. */
  wide?: boolean;
  children: ReactNode;
};

/** A part of the page: its name at the left where there is room. */
function Section({ title, intro, wide, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`grid gap-x-8 gap-y-3 border-t border-line py-6 ${wide ? "grid-cols-[minmax(0,1fr)]" : "lg:grid-cols-[14rem_minmax(0,56rem)]"}`}
    >
      <div className="grid content-start gap-1">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {intro === undefined ? null : <p className="max-w-prose text-sm text-muted">{intro}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
