"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { readText } from "#components/admin/read-text.ts";
import { SignInAgain } from "#components/admin/sign-in-again.tsx";
import { type ApiResult, callApi } from "#components/api-client.ts";
import { Asking } from "#components/credentials/asking.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { RoleCheckView } from "#lib/access/role-check-view.ts";
import { CheckGranted } from "./check-granted.tsx";
import { CheckRefused } from "./check-refused.tsx";

type CheckPanelProps = {
  roleId: string;
  requiresMfa: boolean;
  /** Options above were changed but not saved. */
  unsaved: boolean;
};

type State =
  | { kind: "idle" }
  | { kind: "asking"; since: number }
  | { kind: "answered"; result: ApiResult<RoleCheckView> };

/** Tries a role and shows what came of it. */
export function CheckPanel({ roleId, requiresMfa, unsaved }: CheckPanelProps) {
  const t = useTranslations("role.check");
  const [state, setState] = useState<State>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state.kind === "asking") return;
    const form = new FormData(event.currentTarget);
    const mfaCode = readText(form, "mfaCode");
    const mfaSerial = readText(form, "mfaSerial");
    const asking = new AbortController();
    running.current = asking;
    setState({ kind: "asking", since: Date.now() });
    try {
      const result = await callApi<RoleCheckView>(
        "POST",
        `/api/roles/${encodeURIComponent(roleId)}/check`,
        { ...(mfaCode !== "" && { mfaCode }), ...(mfaSerial !== "" && { mfaSerial }) },
        asking.signal,
      );
      if (!asking.signal.aborted) setState({ kind: "answered", result });
    } catch (error) {
      if (!asking.signal.aborted) throw error;
    }
  }

  const result = state.kind === "answered" ? state.result : null;
  const refusedFor =
    result === null ? null : !result.ok ? result.code : result.data.ok ? null : result.data.code;
  const asksMfa = requiresMfa || (refusedFor?.startsWith("mfa_") ?? false);
  return (
    <div className="grid gap-5">
      <form onSubmit={check} noValidate className="grid justify-items-start gap-4">
        {asksMfa ? (
          <div className="grid w-full gap-4 sm:grid-cols-[12rem_minmax(0,24rem)]">
            <TextField
              // A code counts once: the next check starts with an empty field.
              key={state.kind === "answered" ? "answered" : "open"}
              name="mfaCode"
              label={t("mfaCode")}
              hint={t("mfaCodeHint")}
              inputMode="numeric"
              maxLength={6}
              autoComplete="one-time-code"
            />
            <TextField
              name="mfaSerial"
              label={t("mfaSerial")}
              hint={t("mfaSerialHint")}
              maxLength={256}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
        ) : null}
        <Button type="submit" busy={state.kind === "asking"}>
          {state.kind === "idle" ? t("run") : t("again")}
        </Button>
        {unsaved ? <p className="text-sm text-warn">{t("unsaved")}</p> : null}
      </form>
      {state.kind === "asking" ? (
        <div className="max-w-md">
          <Asking
            since={state.since}
            text={t("asking")}
            textAfter={(seconds) => t("askingFor", { seconds: String(seconds) })}
          />
        </div>
      ) : null}
      {result === null ? null : !result.ok ? (
        <div className="grid gap-3">
          <FailureNotice failure={result} />
          {result.code === "recent_sign_in_required" ? <SignInAgain /> : null}
        </div>
      ) : result.data.ok ? (
        <CheckGranted check={result.data} />
      ) : (
        <CheckRefused roleId={roleId} check={result.data} />
      )}
    </div>
  );
}
