"use client";

import { useTranslations } from "use-intl";
import { Entrance } from "#components/shell/entrance.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";

/** A page below threw. The digest finds the cause in the server's log. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("common");
  return (
    <Entrance title={t("broken.title")} tagline={t("tagline")}>
      <p className="text-muted">{t("broken.body")}</p>
      {error.digest === undefined ? null : (
        <p className="tabular-nums">{t("broken.reference", { digest: error.digest })}</p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={reset}>
          {t("retry")}
        </Button>
        <ButtonLink href="/">{t("backToRoles")}</ButtonLink>
      </div>
    </Entrance>
  );
}
