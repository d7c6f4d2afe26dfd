"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import {
  type AccessPrompt,
  type Given,
  promptAfter,
  promptBefore,
} from "#components/credentials/access-prompt.ts";
import { AccessPrompts } from "#components/credentials/access-prompts.tsx";
import { Asking } from "#components/credentials/asking.tsx";
import { MfaUntil } from "#components/credentials/mfa-until.tsx";
import { RefusedUse } from "#components/credentials/refused-use.tsx";
import { roleColor, roleLabel, roleTitle } from "#components/picker/role-facts.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { announceOpenSession } from "./open-sessions.ts";
import { OpenSummary } from "./open-summary.tsx";
import type { OpenChoices } from "./read-open-choices.ts";

type OpenConsoleProps = {
  role: PickerRole;
  choices: OpenChoices;
  /** Where the viewer can check the role; null for those who cannot. */
  checkHref: string | null;
  startsByItself: boolean;
};

type State =
  | { kind: "waiting" }
  | { kind: "prompt"; prompt: AccessPrompt }
  | { kind: "asking"; since: number }
  | { kind: "arriving" }
  | { kind: "failed"; failure: ApiFailure };

/** Asks for what the role wants from the person, then for a console sign-in, then gives this tab to AWS. */
export function OpenConsole({ role, choices, checkHref, startsByItself }: OpenConsoleProps) {
  const t = useTranslations();
  const [state, setState] = useState<State>(() => (startsByItself ? firstState(role) : { kind: "waiting" }));
  const started = useRef(false);
  const reason = useRef<string>(undefined);
  const { region, destination, durationSeconds, readOnly } = choices;

  const start = useCallback(
    async (given?: Given) => {
      reason.current = given?.reason ?? reason.current;
      // A reason says nothing about codes: those are asked for next.
      const next =
        given?.reason === undefined ? null : promptBefore(role, role.console, Date.now(), given.reason);
      if (next !== null) return setState({ kind: "prompt", prompt: next });
      setState({ kind: "asking", since: Date.now() });
      const result = await callApi<{ url: string; expiresAt: string }>(
        "POST",
        `/api/roles/${encodeURIComponent(role.id)}/console`,
        {
          ...(region === null ? {} : { region }),
          ...(destination === null ? {} : { destination }),
          ...(durationSeconds === null ? {} : { durationSeconds }),
          readOnly,
          ...(reason.current === undefined ? {} : { reason: reason.current }),
          ...given,
        },
      );
      if (!result.ok) {
        const prompt = promptAfter(result, given ?? null);
        return setState(prompt === null ? { kind: "failed", failure: result } : { kind: "prompt", prompt });
      }
      announceOpenSession({
        roleId: role.id,
        use: "console",
        label: `${roleTitle(role)} / ${roleLabel(role)}`,
        color: roleColor(role),
        readOnly,
        expiresAt: result.data.expiresAt,
      });
      setState({ kind: "arriving" });
      // Replaced, so that the console's back button does not sign in once more.
      location.replace(result.data.url);
    },
    [role, region, destination, durationSeconds, readOnly],
  );

  useEffect(() => {
    if (!startsByItself || started.current) return;
    started.current = true;
    if (isPrerendering()) setState({ kind: "waiting" });
    else if (firstState(role).kind === "asking") void start();
  }, [startsByItself, start, role]);

  function proceed() {
    const first = firstState(role);
    if (first.kind === "prompt") setState(first);
    else void start();
  }

  return (
    <div className="grid min-h-dvh content-center px-4 py-12">
      <main className="mx-auto grid w-full max-w-lg gap-8">
        <div className="grid gap-3">
          <OpenSummary role={role} choices={choices} />
          <MfaUntil role={role} />
        </div>
        {role.console ? null : (
          <Notice tone="warn">
            <h2 className="font-semibold">{t("open.notAssignedTitle")}</h2>
            <p>{t("open.notAssignedBody")}</p>
          </Notice>
        )}
        {role.console && state.kind === "waiting" ? (
          <div className="grid justify-items-start gap-3">
            <Button variant="primary" autoFocus onClick={proceed}>
              {t("open.continue")}
            </Button>
            <p className="text-sm text-muted">{t("open.whyContinue")}</p>
          </div>
        ) : null}
        {state.kind === "prompt" ? (
          <AccessPrompts
            roleId={role.id}
            prompt={state.prompt}
            onReason={(given) => start({ reason: given })}
            onMfa={start}
            onProved={start}
            onCancel={() => location.assign("/")}
          />
        ) : null}
        {state.kind === "asking" ? (
          <Asking
            since={state.since}
            text={t("open.asking")}
            textAfter={(seconds) => t("open.askingFor", { seconds: String(seconds) })}
          />
        ) : null}
        {state.kind === "arriving" ? (
          <p role="status" className="text-muted">
            {t("open.arriving")}
          </p>
        ) : null}
        {state.kind === "failed" ? (
          <div className="grid gap-3">
            <h2 className="font-semibold">{t("open.refusedTitle")}</h2>
            <RefusedUse failure={state.failure} checkHref={checkHref} />
          </div>
        ) : null}
        {state.kind === "failed" || !role.console ? (
          <div className="flex flex-wrap gap-2">
            {state.kind === "failed" ? (
              <Button variant="primary" autoFocus onClick={() => start()}>
                {t("common.retry")}
              </Button>
            ) : null}
            <ButtonLink href="/">{t("common.backToRoles")}</ButtonLink>
          </div>
        ) : null}
      </main>
    </div>
  );
}

function firstState(role: PickerRole): State {
  const prompt = promptBefore(role, role.console, Date.now());
  return prompt === null ? { kind: "asking", since: 0 } : { kind: "prompt", prompt };
}

function isPrerendering(): boolean {
  // Not yet in TypeScript's DOM library.
  return "prerendering" in document && document.prerendering === true;
}
