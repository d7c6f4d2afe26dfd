"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { SignInAgain } from "#components/admin/sign-in-again.tsx";
import { type ApiFailure, type ApiResult, callApi } from "#components/api-client.ts";
import { Asking } from "#components/credentials/asking.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import type { RoleCheckView } from "#lib/access/role-check-view.ts";
import { CheckGranted } from "./check-granted.tsx";
import { CheckRefused } from "./check-refused.tsx";
import { MfaFields, mfaFieldOf, readMfa } from "./mfa-fields.tsx";

type CheckPanelProps = {
  roleId: string;
  roleArn: string;
  requiresMfa: boolean;
  /** Options above were changed but not saved. */
  unsaved: boolean;
};

type State =
  | { kind: "idle" }
  | { kind: "asking"; since: number }
  | { kind: "answered"; result: ApiResult<RoleCheckView> };

/** Tries a role and shows what came of it. */
export function CheckPanel({ roleId, roleArn, requiresMfa, unsaved }: CheckPanelProps) {
  const t = useTranslations("role.check");
  const [state, setState] = useState<State>({ kind: "idle" });
  const [attempts, setAttempts] = useState(0);
  const [mfaFailure, setMfaFailure] = useState<ApiFailure | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state.kind === "asking") return;
    const given = readMfa(new FormData(event.currentTarget));
    const asking = new AbortController();
    running.current = asking;
    setState({ kind: "asking", since: Date.now() });
    try {
      const path = `/api/roles/${encodeURIComponent(roleId)}/check`;
      const result = await callApi<RoleCheckView>("POST", path, given, asking.signal);
      if (asking.signal.aborted) return;
      setState({ kind: "answered", result });
      setAttempts((before) => before + 1);
      setMfaFailure(mfaRefusal(result));
    } catch (error) {
      if (!asking.signal.aborted) throw error;
    }
  }

  const result = state.kind === "answered" ? state.result : null;
  return (
    <div className="grid gap-5">
      <form onSubmit={check} noValidate className="grid justify-items-start gap-4">
        {/* A code counts once: each attempt starts with an empty field. */}
        {requiresMfa || mfaFailure !== null ? <MfaFields key={attempts} failure={mfaFailure} /> : null}
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
      {result === null ? null : <CheckResult roleId={roleId} roleArn={roleArn} result={result} />}
    </div>
  );
}

type CheckResultProps = { roleId: string; roleArn: string; result: ApiResult<RoleCheckView> };

function CheckResult({ roleId, roleArn, result }: CheckResultProps) {
  if (result.ok)
    return result.data.ok ? (
      <CheckGranted check={result.data} />
    ) : (
      <CheckRefused roleId={roleId} roleArn={roleArn} check={result.data} />
    );
  // Told at its field.
  if (mfaFieldOf(result.code) !== null) return null;
  return (
    <div className="grid gap-3">
      <FailureNotice failure={result} />
      {result.code === "recent_sign_in_required" ? <SignInAgain /> : null}
    </div>
  );
}

/** A refusal that an MFA code or device would mend. */
function mfaRefusal(result: ApiResult<RoleCheckView>): ApiFailure | null {
  if (!result.ok) return mfaFieldOf(result.code) === null ? null : result;
  if (result.data.ok || mfaFieldOf(result.data.code) === null) return null;
  return { ...result.data, requestId: null };
}
