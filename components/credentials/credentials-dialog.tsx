"use client";

import Link from "next/link";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { announceOpenSession } from "#components/open/open-sessions.ts";
import { roleColor, roleLabel, roleTitle, startSeconds } from "#components/picker/role-facts.ts";
import { RoleSubject } from "#components/picker/role-subject.tsx";
import { useStartChoices } from "#components/picker/use-start-choices.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { AccessPrompts } from "./access-prompts.tsx";
import { Asking } from "./asking.tsx";
import { FormatChoice } from "./format-choice.tsx";
import { IssuedBlock } from "./issued-block.tsx";
import { MfaUntil } from "./mfa-until.tsx";
import { OwnKeysBlock } from "./own-keys-block.tsx";
import { ReadOnlyField } from "./read-only-field.tsx";
import { RefusedUse } from "./refused-use.tsx";
import { type IssuedFormat, keepFormat, startFormat, unsetFormatOf } from "./remembered-format.ts";
import { UnsetBlock } from "./unset-block.tsx";
import { type SessionChoices, useRoleSession } from "./use-role-session.ts";

type CredentialsDialogProps = {
  role: PickerRole;
  /** Whether to begin read-only, as the session that this one replaces. */
  readOnly: boolean;
  /** Where the viewer can check the role; null for those who cannot. */
  checkHref: string | null;
  rememberFormat: (format: IssuedFormat) => void;
  onClose: () => void;
};

/** Asks for credentials as it opens and forgets them as it closes. */
export function CredentialsDialog(props: CredentialsDialogProps) {
  const { role, checkHref, rememberFormat, onClose } = props;
  const t = useTranslations("credentials");
  const choices = useStartChoices(role, role.credentials);
  const [format, setFormat] = useState<IssuedFormat>(() => startFormat(role.bookmark?.format ?? null));
  const [region, setRegion] = useState(role.bookmark?.region ?? role.region ?? "");
  const [chosen, setChosen] = useState<SessionChoices>(() => ({
    durationSeconds: startSeconds(role, role.credentials),
    readOnly: props.readOnly && role.canBeReadOnly,
    bindAddress: role.bindAddress,
  }));
  const issueSoon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(issueSoon.current), []);
  const { state, issue } = useRoleSession({
    role,
    choices: chosen,
    onIssued: ({ credentials, readOnly }) =>
      announceOpenSession({
        roleId: role.id,
        use: "credentials",
        label: `${roleTitle(role)} / ${roleLabel(role)}`,
        color: roleColor(role),
        readOnly,
        expiresAt: credentials.expiresAt,
      }),
  });
  const credentials = useMemo(
    () =>
      state.kind === "ready" ? { ...state.session.credentials, region: region === "" ? null : region } : null,
    [state, region],
  );

  function chooseFormat(name: IssuedFormat) {
    setFormat(name);
    keepFormat(name);
    rememberFormat(name);
  }
  function choose(change: Partial<SessionChoices>, afterMs: number) {
    const next = { ...chosen, ...change };
    setChosen(next);
    clearTimeout(issueSoon.current);
    // What is still asked for goes with the answer.
    if (state.kind !== "prompt") issueSoon.current = setTimeout(() => issue(next), afterMs);
  }

  const unset = unsetFormatOf(format);
  return (
    <Dialog size="large" title={t("title")} subject={<RoleSubject role={role} />} onClose={onClose}>
      <div className="grid gap-5 sm:grid-cols-[11rem_minmax(0,1fr)]">
        <FormatChoice format={format} onChange={chooseFormat} />
        <div className="grid min-w-0 content-start gap-4">
          <div className="grid grid-cols-2 gap-4">
            <SelectField
              label={t("region")}
              value={region}
              onChange={(event) => setRegion(event.target.value)}
              options={[{ value: "", label: t("regionNone") }, ...choices.regions]}
            />
            <SelectField
              label={t("duration")}
              hint={choices.limit}
              value={String(chosen.durationSeconds)}
              // Arrow keys pass through the lengths between: ask for the one that stays.
              onChange={(event) => choose({ durationSeconds: Number(event.target.value) }, 600)}
              options={choices.durations}
            />
          </div>
          <div className="grid items-start gap-x-4 gap-y-2 sm:grid-cols-2">
            <ReadOnlyField
              role={role}
              checked={chosen.readOnly}
              onChange={(event) => choose({ readOnly: event.target.checked }, 0)}
            />
            <CheckField
              label={t("bound")}
              hint={t(role.bindAddress ? "boundAlways" : "boundHint")}
              checked={chosen.bindAddress}
              disabled={role.bindAddress}
              onChange={(event) => choose({ bindAddress: event.target.checked }, 0)}
            />
          </div>
          <MfaUntil role={role} />
          <div className="min-h-72">
            {state.kind === "asking" ? (
              <Asking
                since={state.since}
                text={t("asking")}
                textAfter={(elapsed) => t("askingFor", { seconds: String(elapsed) })}
              />
            ) : null}
            {state.kind === "prompt" ? (
              <AccessPrompts
                roleId={role.id}
                prompt={state.prompt}
                onReason={(reason) => issue(chosen, { reason })}
                onMfa={(given) => issue(chosen, given)}
                onProved={() => issue(chosen)}
                onCancel={onClose}
              />
            ) : null}
            {state.kind === "failed" ? (
              <RefusedUse failure={state.failure} checkHref={checkHref} onRetry={() => issue(chosen)} />
            ) : null}
            {state.kind === "wiped" ? (
              <Notice tone="info">
                <p>{t("wiped")}</p>
                <div>
                  <Button onClick={() => issue(chosen)}>{t("askAgain")}</Button>
                </div>
              </Notice>
            ) : null}
            {credentials === null || state.kind !== "ready" ? null : (
              <IssuedBlock
                credentials={credentials}
                readOnly={state.session.readOnly}
                boundTo={state.session.boundTo}
                format={format}
                renew={() => issue(chosen)}
              />
            )}
          </div>
          {unset === null ? null : <UnsetBlock format={unset} />}
          <OwnKeysBlock roleId={role.id} />
          <p className="border-t border-line pt-3 text-sm text-muted">
            <Link
              href="/terminal"
              className="underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
            >
              {t("terminal")}
            </Link>
          </p>
        </div>
      </div>
    </Dialog>
  );
}
