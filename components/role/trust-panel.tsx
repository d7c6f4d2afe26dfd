"use client";

import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiResult, callApi } from "#components/api-client.ts";
import { Asking } from "#components/credentials/asking.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { TrustView } from "#lib/access/trust-view.ts";
import { TrustPrinted } from "./trust-printed.tsx";

type State = { kind: "asking"; since: number } | { kind: "answered"; result: ApiResult<TrustView> };

/**
 * What must trust whom for a role, to copy. Asks as it opens, for AWS may take two seconds to say who the portal is.
 * Print it anew by another `key` when the role's options changed.
 */
export function TrustPanel({ roleId }: { roleId: string }) {
  const t = useTranslations("role.trust");
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<State>({ kind: "asking", since: 0 });
  const print = useCallback(() => setTurn((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn asks again for the same role.
  useEffect(() => {
    const asking = new AbortController();
    setState({ kind: "asking", since: Date.now() });
    callApi<TrustView>(
      "GET",
      `/api/roles/${encodeURIComponent(roleId)}/trust`,
      undefined,
      asking.signal,
    ).then(
      (result) => {
        if (!asking.signal.aborted) setState({ kind: "answered", result });
      },
      (error) => {
        if (!asking.signal.aborted) throw error;
      },
    );
    return () => asking.abort();
  }, [roleId, turn]);

  if (state.kind === "asking")
    return (
      <div className="max-w-md">
        <Asking
          since={state.since}
          text={t("asking")}
          textAfter={(seconds) => t("askingFor", { seconds: String(seconds) })}
        />
      </div>
    );
  const { result } = state;
  if (!result.ok) return <FailureNotice failure={result} onRetry={print} />;
  const view = result.data;
  if (!view.ok)
    return (
      <div className="grid gap-3">
        <p>{t("unknown")}</p>
        <FailureNotice failure={{ ...view, requestId: null }} onRetry={print} />
      </div>
    );
  return (
    <div className="grid gap-5">
      <TrustPrinted view={view} />
      <div>
        <Button variant="quiet" onClick={print}>
          {t("again")}
        </Button>
      </div>
    </div>
  );
}
