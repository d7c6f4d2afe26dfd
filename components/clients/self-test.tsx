"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { CopyBlock } from "#components/role/copy-block.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type SelfTest as Result, runSelfTest } from "./run-self-test.ts";

/** Whether what AWS clients send arrives through the proxies before the portal; what to set where it does not. */
export function SelfTest({ secure }: { secure: boolean }) {
  const t = useTranslations("clients.admin");
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const announce = useAnnounce();

  async function test() {
    setBusy(true);
    const found = await runSelfTest();
    setBusy(false);
    setResult(found);
    if (found.bearer.kind === "arrived") announce(t("bearerArrived"));
  }

  return (
    <section className="grid gap-4 border-t border-line py-6">
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold">{t("testTitle")}</h2>
        <p className="max-w-prose text-muted">{t("testIntro")}</p>
      </div>
      <div>
        <Button busy={busy} onClick={test}>
          {busy ? t("testing") : t(result === null ? "test" : "testAgain")}
        </Button>
      </div>
      {result === null ? null : (
        <div className="grid max-w-prose gap-3">
          <BearerResult bearer={result.bearer} />
          {result.startRedirects === null ? null : (
            <Notice tone={result.startRedirects ? "ok" : "danger"}>
              <p>{t(result.startRedirects ? "startAnswers" : "startBroken")}</p>
            </Notice>
          )}
          <Notice tone={secure ? "ok" : "warn"}>
            <p>{t(secure ? "https" : "plainHttp")}</p>
          </Notice>
        </div>
      )}
    </section>
  );
}

function BearerResult({ bearer }: { bearer: Result["bearer"] }) {
  const t = useTranslations("clients.admin");
  switch (bearer.kind) {
    case "arrived":
      return (
        <Notice tone="ok">
          <p>{t("bearerArrived")}</p>
        </Notice>
      );
    case "dropped":
      return (
        <div className="grid gap-3">
          <Notice tone="danger">
            <p>{t("bearerDropped")}</p>
          </Notice>
          <CopyBlock
            title={t("bearerRemedy")}
            label={t("bearerRemedyLabel")}
            text="underscores_in_headers on;"
          />
          <p className="text-sm text-muted">{t("bearerOther")}</p>
        </div>
      );
    case "strangeAnswer":
      return (
        <Notice tone="danger">
          <p>{t("notAnsweredWith", { status: String(bearer.status) })}</p>
        </Notice>
      );
    case "noAnswer":
      return (
        <Notice tone="danger">
          <p>{t("notAnswered")}</p>
        </Notice>
      );
    default:
      return bearer satisfies never;
  }
}
