"use client";

import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { TrustView } from "#lib/access/trust-view.ts";
import { quickCreateUrl } from "#lib/policies/quick-create-url.ts";

type QuickCreate = Extract<TrustView, { ok: true }>["quickCreate"];

/**
 * A quick-create link from where somebody put the template: CloudFormation reads templates from S3 only, where the
 * portal can put nothing. The address stays in this page.
 */
export function TrustQuickCreate({ quickCreate }: { quickCreate: QuickCreate }) {
  const t = useTranslations("role.trust");
  const [templateUrl, setTemplateUrl] = useState("");
  const url = quickCreateUrl({ ...quickCreate, templateUrl, parameters: {} });
  const wrong = templateUrl.trim() !== "" && url === null;
  return (
    <div className="grid justify-items-start gap-3">
      <p className="max-w-prose text-sm text-muted">{t("quickCreateIntro")}</p>
      <div className="w-full max-w-xl">
        <TextField
          label={t("templateUrl")}
          hint={t("templateUrlHint")}
          error={wrong ? t("templateUrlWrong") : undefined}
          value={templateUrl}
          onChange={(event) => setTemplateUrl(event.target.value)}
          type="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={1024}
        />
      </div>
      {url === null ? null : (
        <ButtonLink href={url}>
          {t("quickCreate")}
          <ExternalLink size={14} aria-hidden />
        </ButtonLink>
      )}
    </div>
  );
}
