"use client";

import { useTranslations } from "use-intl";
import { Notice } from "#components/ui/notice.tsx";
import type { ImportReading } from "#lib/access/import-view.ts";

/** What is worth knowing of a whole import: secrets in it, what AWS did not tell. */
export function ReadingNotices({ reading }: { reading: ImportReading }) {
  const t = useTranslations("transfer.import");
  const { secretsFound, listing } = reading;
  const told =
    listing === null
      ? []
      : (["tagsDenied", "tagsIncomplete", "ousDenied", "ousIncomplete", "truncated"] as const).filter(
          (fact) => listing[fact],
        );
  return (
    <>
      {secretsFound === 0 ? null : (
        <Notice tone="warn">
          <p className="max-w-prose">{t("secrets", { count: secretsFound })}</p>
        </Notice>
      )}
      {told.map((fact) => (
        <Notice key={fact} tone="warn">
          <p className="max-w-prose">{t(fact)}</p>
        </Notice>
      ))}
      {listing === null || listing.leftOut === 0 ? null : (
        <Notice tone="info">
          <p className="max-w-prose">{t("leftOut", { count: listing.leftOut })}</p>
        </Notice>
      )}
    </>
  );
}
