"use client";

import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import type { ReachedUse } from "#lib/access/reach-view.ts";
import { textOfUse } from "./text-of-use.ts";

/** What somebody has of a use: for how long at most, and until when. */
export function UseTerms({ use }: { use: ReachedUse | null }) {
  const t = useTranslations();
  return (
    <>
      {textOfUse(t, use)}
      {use === null || use.endsAt === null ? null : (
        <>
          {" · "}
          {t("reach.until")} <LocalTime iso={use.endsAt} />
        </>
      )}
    </>
  );
}
