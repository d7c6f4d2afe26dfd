"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, type ApiResult, callApi } from "#components/api-client.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import type { ImportPreview, ImportReading, ImportResult } from "#lib/access/import-view.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";
import { AwsOriginForm } from "./aws-origin-form.tsx";
import { PreviewedImport } from "./import-preview.tsx";
import { OriginCards, type OriginKind } from "./origin-cards.tsx";
import type { ChosenSource } from "./profile-sources.tsx";
import { TextOriginForm } from "./text-origin-form.tsx";

type Previewed = {
  preview: ImportPreview;
  reading: ImportReading;
  /** What was read at first, before sources were chosen. */
  first: ImportPreview;
  chosen: readonly ChosenSource[];
};

type ImportAdminProps = { sources: readonly CredentialSourceView[] };

/** From where to what: choose an origin, look at what it would change, apply it. */
export function ImportAdmin({ sources }: ImportAdminProps) {
  const t = useTranslations("transfer.import");
  const router = useRouter();
  const [kind, setKind] = useState<OriginKind | null>(null);
  const [since, setSince] = useState<number | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);

  function start(next: OriginKind | null) {
    setKind(next);
    setFailure(null);
    setPreviewed(null);
    setResult(null);
  }
  async function preview(origin: object) {
    setSince(Date.now());
    setFailure(null);
    const answer = await callApi<ImportPreview>("POST", "/api/imports/preview", origin);
    setSince(null);
    if (!answer.ok) return setFailure(answer);
    const { reading } = answer.data;
    if (reading !== null) setPreviewed({ preview: answer.data, reading, first: answer.data, chosen: [] });
  }
  async function lookAgain(before: Previewed, chosen: readonly ChosenSource[]): Promise<ApiResult<unknown>> {
    const { text } = before.first;
    const asked = { kind: "carried", text, sources: chosen };
    const answer = await callApi<ImportPreview>("POST", "/api/imports/preview", asked);
    if (answer.ok) setPreviewed({ ...before, preview: withPlaces(answer.data, before.first), chosen });
    return answer;
  }
  return (
    <div className="pb-16">
      <PageHeading
        title={t("title")}
        intro={t("intro")}
        action={<ButtonLink href="/admin/export">{t("toExport")}</ButtonLink>}
      />
      {result !== null ? (
        <ImportDone result={result} onAgain={() => start(null)} />
      ) : previewed !== null ? (
        <PreviewedImport
          key={previewed.preview.digest}
          preview={previewed.preview}
          reading={previewed.reading}
          chosen={previewed.chosen}
          sources={sources}
          onLookAgain={(chosen) => lookAgain(previewed, chosen)}
          onApplied={(done) => {
            setResult(done);
            router.refresh();
          }}
          onLeave={() => start(kind)}
        />
      ) : (
        <div className="grid gap-6">
          <OriginCards chosen={kind} onChoose={start} />
          {kind === null ? null : kind === "organization" || kind === "account-roles" ? (
            <AwsOriginForm
              key={kind}
              kind={kind}
              sources={sources}
              since={since}
              failure={failure}
              onPreview={preview}
            />
          ) : (
            <TextOriginForm
              key={kind}
              kind={kind}
              busy={since !== null}
              failure={failure}
              onPreview={preview}
            />
          )}
        </div>
      )}
    </div>
  );
}

function ImportDone({ result, onAgain }: { result: ImportResult; onAgain: () => void }) {
  const t = useTranslations("transfer.import");
  return (
    <EmptyState
      title={t("done")}
      body={t("doneBody", { added: result.added, changed: result.changed })}
      action={
        <div role="status" className="flex flex-wrap gap-2">
          <ButtonLink href="/admin/roles" variant="primary">
            {t("toRoles")}
          </ButtonLink>
          <Button onClick={onAgain}>{t("again")}</Button>
        </div>
      }
    />
  );
}

/** A text that was read before knows its entries by its own lines; the file that it came from is what people have. */
function withPlaces(preview: ImportPreview, before: ImportPreview): ImportPreview {
  const placeOf = new Map(before.items.map((item) => [`${item.kind} ${item.name}`, item.at]));
  const items = preview.items.map((item) => ({
    ...item,
    at: placeOf.get(`${item.kind} ${item.name}`) ?? null,
  }));
  return { ...preview, items };
}
