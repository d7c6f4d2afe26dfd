"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { Notice } from "#components/ui/notice.tsx";
import type { TrustView } from "#lib/access/trust-view.ts";
import { CopyBlock } from "./copy-block.tsx";
import { type TrustFormat, TrustFormatChoice } from "./trust-format-choice.tsx";
import { TrustQuickCreate } from "./trust-quick-create.tsx";

type Printed = Extract<TrustView, { ok: true }>;

/** Both sides of the trust in one format, each under the words that say whose it is. */
export function TrustPrinted({ view }: { view: Printed }) {
  const t = useTranslations("role.trust");
  const [format, setFormat] = useState<TrustFormat>("json");
  const { principal, identity } = view;
  return (
    <div className="grid gap-5">
      <p className="max-w-prose text-muted">
        {t(principal.kind === "federated" ? "trustsIssuer" : "trustsIdentity")}{" "}
        <code translate="no" className="font-mono text-xs wrap-anywhere text-ink">
          {principal.arn}
        </code>
      </p>
      {view.notes.length === 0 ? null : (
        <Notice tone="info">
          <ul className="grid list-disc gap-1 pl-4 text-sm">
            {view.notes.map((note) => (
              <li key={note}>{t(`notes.${note}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <TrustFormatChoice format={format} onChange={setFormat} />
      <Side title={t("roleSide")} of={view.roleArn}>
        <RoleBlocks view={view} format={format} />
      </Side>
      {identity === null ? (
        <p className="max-w-prose text-sm text-muted">
          {t(principal.kind === "federated" ? "identityNotNeeded" : "identityNone")}
        </p>
      ) : (
        <Side title={t("portalSide")} of={identity.arn}>
          {format === "cloudFormation" ? (
            <p className="text-sm text-muted">{t("identityNoCloudFormation")}</p>
          ) : null}
          <CopyBlock
            title={t("identityPolicy")}
            label={t("identityPolicy")}
            text={identity[format === "cloudFormation" ? "json" : format]}
          />
        </Side>
      )}
    </div>
  );
}

function RoleBlocks({ view, format }: { view: Printed; format: TrustFormat }) {
  const t = useTranslations("role.trust");
  const { trust } = view;
  const block = (title: string, text: string) => <CopyBlock title={title} label={title} text={text} />;
  switch (format) {
    case "json":
      return block(t("trustPolicy"), trust.json);
    case "cli":
      return (
        <>
          {trust.cliProvider === null ? null : block(t("cliProvider"), trust.cliProvider)}
          {block(t("cliUpdate"), trust.cli)}
          {block(t("cliCreate"), trust.cliCreate)}
        </>
      );
    case "cloudFormation":
      return (
        <>
          {block(t("cloudFormation"), trust.cloudFormation)}
          <TrustQuickCreate quickCreate={view.quickCreate} />
        </>
      );
    case "terraform":
      return block(t("terraform"), trust.terraform);
  }
}

function Side({ title, of, children }: { title: string; of: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-2">
      <h3 className="font-medium">{title}</h3>
      <p translate="no" className="font-mono text-xs wrap-anywhere text-muted">
        {of}
      </p>
      {children}
    </div>
  );
}
