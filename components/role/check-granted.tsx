"use client";

import { useTranslations } from "use-intl";
import { durationText } from "#components/i18n/duration-text.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { RoleCheckView } from "#lib/access/role-check-view.ts";
import { Fact } from "./fact.tsx";

/** What a role's session would be: AWS granted it. */
export function CheckGranted({ check }: { check: Extract<RoleCheckView, { ok: true }> }) {
  const t = useTranslations();
  const granted = durationText(t, check.durationSeconds);
  const told = [
    check.sourceIdentity ? t("role.check.toldSourceIdentity") : "",
    check.externalId ? t("role.check.toldExternalId") : "",
    check.tags > 0 ? t("role.check.toldTags", { count: check.tags }) : "",
  ].filter(Boolean);
  return (
    <div className="grid gap-3">
      <Notice tone="ok">{t("role.check.works")}</Notice>
      <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[auto_1fr]">
        <Fact name={t("role.check.identity")}>
          {check.identityArn === "" ? (
            t("role.check.identityToken")
          ) : (
            <span className="font-mono text-sm break-all">{check.identityArn}</span>
          )}
        </Fact>
        <Fact name={t("role.check.sessionName")}>
          <span className="font-mono text-sm break-all">{check.sessionName}</span>
        </Fact>
        <Fact name={t("role.check.duration")}>
          {check.durationSeconds >= check.maxDurationSeconds
            ? t("role.check.durationFull", { granted })
            : t("role.check.durationOf", { granted, most: durationText(t, check.maxDurationSeconds) })}
          {check.chained ? <span className="text-muted"> · {t("role.check.chained")}</span> : null}
        </Fact>
        <Fact name={t("role.check.told")}>
          {told.length === 0 ? t("role.check.toldNothing") : told.join(" · ")}
        </Fact>
        {check.packedPolicyPercent === null ? null : (
          <Fact name={t("role.check.packed")}>
            <span className="tabular-nums">
              {t("role.check.packedOf", { percent: String(check.packedPolicyPercent) })}
            </span>
          </Fact>
        )}
      </dl>
    </div>
  );
}
