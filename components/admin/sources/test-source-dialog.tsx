"use client";

import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiResult, callApi } from "#components/api-client.ts";
import { Asking } from "#components/credentials/asking.tsx";
import { MfaFields, mfaFieldOf, readMfa } from "#components/role/mfa-fields.tsx";
import { AccountId } from "#components/ui/account-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { CredentialSourceView, SourceTestView } from "#lib/sources/source-view.ts";
import { useSourceName, useSourceWords } from "./use-source-words.ts";

/** Asks AWS who a source is, and says it or why not. */
export function TestSourceDialog({ source, onClose }: { source: CredentialSourceView; onClose: () => void }) {
  const t = useTranslations("sources.testing");
  const nameOf = useSourceName();
  const wordsOf = useSourceWords();
  const { since, result, ask } = useSourceTest(source.id);
  const asksMfa = result !== null && !result.ok && mfaFieldOf(result.code) !== null;
  function again(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (result !== null) void ask(readMfa(new FormData(event.currentTarget)));
  }
  return (
    <Dialog
      title={t("title", { name: nameOf(source) })}
      subject={<p className="text-muted">{wordsOf(source)}</p>}
      onClose={onClose}
    >
      <form onSubmit={again} noValidate className="grid gap-4">
        {result === null ? (
          <Asking
            since={since}
            text={t("asking")}
            textAfter={(seconds) => t("askingFor", { seconds: String(seconds) })}
          />
        ) : result.ok ? (
          <TestResult test={result.data} />
        ) : asksMfa ? (
          <MfaFields failure={result} />
        ) : (
          <FailureNotice failure={result} />
        )}
        <div className="flex justify-end">
          <Button type="submit" busy={result === null}>
            {t("again")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useSourceTest(sourceId: string) {
  const [since, setSince] = useState(0);
  const [result, setResult] = useState<ApiResult<SourceTestView> | null>(null);
  const running = useRef<AbortController | null>(null);
  const ask = useCallback(
    async (given: ReturnType<typeof readMfa>) => {
      running.current?.abort();
      const asking = new AbortController();
      running.current = asking;
      setSince(Date.now());
      setResult(null);
      const path = `/api/sources/${encodeURIComponent(sourceId)}/test`;
      try {
        const answer = await callApi<SourceTestView>("POST", path, given, asking.signal);
        if (!asking.signal.aborted) setResult(answer);
      } catch (error) {
        if (!asking.signal.aborted) throw error;
      }
    },
    [sourceId],
  );
  useEffect(() => {
    void ask({});
    return () => running.current?.abort();
  }, [ask]);
  return { since, result, ask };
}

function TestResult({ test }: { test: SourceTestView }) {
  const t = useTranslations("sources.testing");
  const kind = t(test.kind);
  return (
    <>
      <Notice tone="ok">{t("works")}</Notice>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
        <dt className="text-sm text-muted">{t("arn")}</dt>
        <dd className="font-mono text-sm break-all">{test.arn}</dd>
        <dt className="text-sm text-muted">{t("account")}</dt>
        <dd>
          <AccountId id={test.accountId} />
        </dd>
        <dt className="text-sm text-muted">{t("kind")}</dt>
        <dd>{test.temporary ? t("temporary", { kind }) : t("permanent", { kind })}</dd>
        <dt className="text-sm text-muted">{t("sessions")}</dt>
        <dd>{test.chaining ? t("chaining") : t("notChaining")}</dd>
        {test.throughRoleArn === null ? null : (
          <>
            <dt className="text-sm text-muted">{t("through")}</dt>
            <dd className="font-mono text-sm break-all">{test.throughRoleArn}</dd>
          </>
        )}
      </dl>
    </>
  );
}
