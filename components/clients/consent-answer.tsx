"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";

export type Decision = "allow" | "deny";

type ConsentAnswerProps = {
  busy: Decision | null;
  failure: ApiFailure | null;
  onAnswer: (decision: Decision) => void;
};

/** Whether the person began this themselves, and their answer. Neither button has the focus by itself. */
export function ConsentAnswer({ busy, failure, onAnswer }: ConsentAnswerProps) {
  const t = useTranslations("clients.consent");
  const ready = useReady();
  return (
    <div className="grid gap-4">
      <Notice tone="warn">
        <p className="font-semibold">{t("warningTitle")}</p>
        <p className="text-pretty text-ink">{t("warning")}</p>
      </Notice>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className="grid grid-cols-2 gap-2">
        <Button variant="primary" busy={busy !== null} disabled={!ready} onClick={() => onAnswer("allow")}>
          {busy === "allow" ? t("allowing") : t("allow")}
        </Button>
        <Button busy={busy !== null} disabled={!ready} onClick={() => onAnswer("deny")}>
          {busy === "deny" ? t("denying") : t("deny")}
        </Button>
      </div>
    </div>
  );
}

/** Whether the buttons have been there long enough to be meant: a page may come up under a press for another one. */
function useReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), 500);
    return () => clearTimeout(timer);
  }, []);
  return ready;
}
