"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { readStartLink } from "./read-start-link.ts";

/** Reads what the server never sees of the address, and goes there. */
export function FollowStartLink({ cautious }: { cautious: boolean }) {
  const t = useTranslations("clients.start");
  useEffect(() => location.replace(readStartLink(location.hash, cautious)), [cautious]);
  return (
    <div className="grid justify-items-start gap-4">
      <p role="status" className="text-muted">
        {t("opening")}
      </p>
      <ButtonLink href="/">{t("goOn")}</ButtonLink>
    </div>
  );
}
