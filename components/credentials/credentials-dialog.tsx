"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { announceOpenSession } from "#components/open/open-sessions.ts";
import { roleColor, roleLabel, roleTitle, startSeconds } from "#components/picker/role-facts.ts";
import { RoleSubject } from "#components/picker/role-subject.tsx";
import { useStartChoices } from "#components/picker/use-start-choices.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { Asking } from "./asking.tsx";
import { FormatChoice } from "./format-choice.tsx";
import { IssuedBlock } from "./issued-block.tsx";
import { type IssuedFormat, keepFormat, startFormat, unsetFormatOf } from "./remembered-format.ts";
import { UnsetBlock } from "./unset-block.tsx";
import { useRoleSession } from "./use-role-session.ts";

type CredentialsDialogProps = {
  role: PickerRole;
  rememberFormat: (format: IssuedFormat) => void;
  onClose: () => void;
};

/** Asks for credentials as it opens and forgets them as it closes. */
export function CredentialsDialog({ role, rememberFormat, onClose }: CredentialsDialogProps) {
  const t = useTranslations("credentials");
  const choices = useStartChoices(role);
  const [format, setFormat] = useState<IssuedFormat>(() => startFormat(role.bookmark?.format ?? null));
  const [region, setRegion] = useState(role.bookmark?.region ?? role.region ?? "");
  const [seconds, setSeconds] = useState(() => startSeconds(role));
  const issueSoon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(issueSoon.current), []);
  const { state, issue } = useRoleSession({
    roleId: role.id,
    durationSeconds: seconds,
    onIssued: (credentials) =>
      announceOpenSession({
        roleId: role.id,
        use: "credentials",
        label: `${roleTitle(role)} / ${roleLabel(role)}`,
        color: roleColor(role),
        expiresAt: credentials.expiresAt,
      }),
  });
  const credentials = useMemo(
    () => (state.kind === "ready" ? { ...state.credentials, region: region === "" ? null : region } : null),
    [state, region],
  );

  function chooseFormat(chosen: IssuedFormat) {
    setFormat(chosen);
    keepFormat(chosen);
    rememberFormat(chosen);
  }
  function chooseDuration(value: string) {
    setSeconds(Number(value));
    clearTimeout(issueSoon.current);
    // Arrow keys pass through the lengths between: ask for the one that stays.
    issueSoon.current = setTimeout(() => issue(Number(value)), 600);
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
              value={String(seconds)}
              onChange={(event) => chooseDuration(event.target.value)}
              options={choices.durations}
            />
          </div>
          <div className="min-h-72">
            {state.kind === "asking" ? (
              <Asking
                since={state.since}
                text={t("asking")}
                textAfter={(elapsed) => t("askingFor", { seconds: String(elapsed) })}
              />
            ) : null}
            {state.kind === "failed" ? (
              <FailureNotice failure={state.failure} onRetry={() => issue(seconds)} />
            ) : null}
            {state.kind === "wiped" ? (
              <Notice tone="info">
                <p>{t("wiped")}</p>
                <div>
                  <Button onClick={() => issue(seconds)}>{t("askAgain")}</Button>
                </div>
              </Notice>
            ) : null}
            {credentials === null ? null : (
              <IssuedBlock credentials={credentials} format={format} renew={() => issue(seconds)} />
            )}
          </div>
          {unset === null ? null : <UnsetBlock format={unset} />}
        </div>
      </div>
    </Dialog>
  );
}
