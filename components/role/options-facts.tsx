"use client";

import { useTranslations } from "use-intl";
import { useSourceName } from "#components/admin/sources/use-source-words.ts";
import type { RoleOptions } from "#lib/catalogue/role-options-view.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { CopyBlock } from "./copy-block.tsx";
import { Fact } from "./fact.tsx";
import { indented } from "./options-draft.ts";

type OptionsFactsProps = { options: RoleOptions; sources: readonly CredentialSourceView[] };

/** The options of a role for those who may only look. */
export function OptionsFacts({ options, sources }: OptionsFactsProps) {
  const t = useTranslations("role.options");
  const nameOf = useSourceName();
  const own = sources.find(({ id }) => id === options.sourceId);
  const yesNo = (value: boolean) => (value ? t("yes") : t("no"));
  return (
    <div className="grid gap-4">
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[16rem_1fr]">
        <Fact name={t("source")}>
          {own === undefined ? t("sourceOfAccount", { name: nameOf(options.effectiveSource) }) : nameOf(own)}
        </Fact>
        <Fact name={t("externalId")}>
          {options.externalId === null ? (
            t("none")
          ) : (
            <span className="font-mono text-sm break-all">{options.externalId}</span>
          )}
        </Fact>
        <Fact name={t("sessionName")}>
          <span className="font-mono text-sm break-all">{options.sessionName ?? "{person}"}</span>
        </Fact>
        <Fact name={t("sourceIdentity")}>{yesNo(options.sourceIdentity)}</Fact>
        <Fact name={t("tags")}>
          {options.sessionTags.length === 0 ? (
            t("none")
          ) : (
            <ul>
              {options.sessionTags.map(({ key, value, transitive }) => (
                <li key={key} className="font-mono text-sm break-all">
                  {key}={value}
                  {transitive ? <span className="font-sans text-muted"> · {t("tagTransitive")}</span> : null}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        {options.sessionTags.length === 0 ? null : (
          <Fact name={t("tagsSent")}>{yesNo(options.tagsSent)}</Fact>
        )}
        <Fact name={t("sessionPolicyArns")}>
          {options.sessionPolicyArns.length === 0 ? (
            t("none")
          ) : (
            <ul>
              {options.sessionPolicyArns.map((arn) => (
                <li key={arn} className="font-mono text-sm break-all">
                  {arn}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name={t("bindAddress")}>{yesNo(options.bindAddress)}</Fact>
        <Fact name={t("requiresMfa")}>{yesNo(options.requiresMfa)}</Fact>
        <Fact name={t("requiresSecondFactor")}>{yesNo(options.requiresSecondFactor)}</Fact>
      </dl>
      {options.sessionPolicy === null ? null : (
        <CopyBlock
          title={t("sessionPolicy")}
          label={t("sessionPolicy")}
          text={indented(options.sessionPolicy)}
        />
      )}
    </div>
  );
}
