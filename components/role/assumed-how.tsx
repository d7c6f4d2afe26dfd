"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { useSourceName } from "#components/admin/sources/use-source-words.ts";
import { durationText } from "#components/i18n/duration-text.ts";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import type { RoleOptions } from "#lib/catalogue/role-options-view.ts";
import { OptionBadges } from "./option-badges.tsx";

type AssumedHowProps = {
  options: RoleOptions;
  origin: { id: string; name: string };
};

const from = { role: "byRole", account: "byAccount", default: "byDefault" } as const;

/** The identities that lead to a role, one after another, and what it goes without. */
export function AssumedHow({ options, origin }: AssumedHowProps) {
  const t = useTranslations();
  const nameOf = useSourceName();
  const steps = [
    { key: "origin", name: nameOf(origin), detail: t("role.assumed.source") },
    ...options.chain.map(({ roleId, label, arn }) => ({
      key: roleId,
      name: label,
      detail: roleId === options.roleId ? t("role.assumed.thisRole") : accountOf(arn),
    })),
  ];
  return (
    <div className="grid gap-4">
      <ol aria-label={t("role.assumed.steps")} className="flex flex-wrap items-stretch gap-y-2">
        {steps.map((step, index) => (
          <li key={step.key} className="flex min-w-0 items-center">
            {index === 0 ? null : <ArrowRight size={16} aria-hidden className="mx-3 shrink-0 text-faint" />}
            <span className="grid min-w-0 border-l-2 border-edge py-0.5 pl-3">
              <span className="font-medium break-words">{step.name}</span>
              <span className="text-sm text-muted tabular-nums">{step.detail}</span>
            </span>
          </li>
        ))}
      </ol>
      <OptionBadges
        chained={options.chain.length > 1}
        sourceIdentity={options.sourceIdentity}
        tagsSent={options.tagsSent}
        tags={options.sessionTags.length}
        externalId={options.externalId !== null}
        requiresMfa={options.requiresMfa}
        requiresSecondFactor={options.requiresSecondFactor}
        sessionPolicy={options.sessionPolicy !== null || options.sessionPolicyArns.length > 0}
        bindAddress={options.bindAddress}
      />
      <div className="grid max-w-prose gap-1 text-muted">
        <p>{t(`role.assumed.${from[options.effectiveSource.from]}`)}</p>
        {options.chain.length > 1 ? <p>{t("role.assumed.chained")}</p> : null}
        {options.sourceIdentity ? null : (
          <p className="text-warn">{t("role.assumed.withoutSourceIdentity")}</p>
        )}
        {options.tagsSent || options.sessionTags.length === 0 ? null : (
          <p className="text-warn">{t("role.assumed.withoutTags")}</p>
        )}
      </div>
      {options.refusedDurations.length === 0 ? null : (
        <div className="grid gap-1">
          <h3 className="text-sm font-medium">{t("role.assumed.refused")}</h3>
          <ul className="grid gap-0.5">
            {options.refusedDurations.map(({ seconds, refusedAt }) => (
              <li key={`${seconds} ${refusedAt}`} className="flex flex-wrap gap-x-3">
                <span className="tabular-nums">{durationText(t, seconds)}</span>
                <span className="text-muted">
                  <LocalTime iso={refusedAt} />
                </span>
              </li>
            ))}
          </ul>
          <p className="text-sm text-muted">{t("role.assumed.refusedHint")}</p>
        </div>
      )}
    </div>
  );
}

/** The account's twelve digits inside an ARN. */
function accountOf(arn: string): string {
  return formatAccountId(arn.split(":")[4] ?? "");
}
