"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { OwnKeysKind } from "#lib/credentials/own-keys/own-keys-kinds.ts";
import { OwnKeysText } from "./own-keys-text.tsx";
import { type OwnKeysFields, useOwnKeys } from "./use-own-keys.ts";

/** What the person tells of their own keys, and what to paste where. */
export function OwnKeysPanel({ roleId }: { roleId: string }) {
  const t = useTranslations("ownKeys");
  const [kind, setKind] = useState<OwnKeysKind>("config-source-profile");
  const { choices, choose, view, failure, retry } = useOwnKeys(roleId);
  const failureText = useFailureText();
  const named = failure === null ? undefined : fieldOf[failure.code];
  // What is wrong with a field that this kind does not show is told as a notice.
  const refusedField = named !== undefined && fieldsOf(kind).includes(named) ? named : undefined;
  const field = (name: keyof typeof choices) => ({
    name,
    value: choices[name],
    onChange: (event: { target: { value: string } }) => choose({ [name]: event.target.value }),
    // The rest of the dialog would take Enter for itself.
    onKeyDown: (event: { key: string; preventDefault(): void }) => {
      if (event.key === "Enter") event.preventDefault();
    },
    error: failure !== null && refusedField === name ? failureText(failure) : undefined,
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
  });
  const block = view?.blocks.find((one) => one.kind === kind) ?? view?.blocks[0];
  return (
    <div className="grid min-w-0 gap-3 pt-3">
      <p className="text-sm text-muted">{t("about")}</p>
      <SelectField
        label={t("kind")}
        value={block?.kind ?? kind}
        onChange={(event) => {
          const chosen = view?.blocks.find((one) => one.kind === event.target.value);
          if (chosen !== undefined) setKind(chosen.kind);
        }}
        options={(view?.blocks ?? [{ kind }]).map((one) => ({
          value: one.kind,
          label: t(`kinds.${one.kind}`),
        }))}
      />
      {fieldsOf(kind).includes("sourceProfile") ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...field("sourceProfile")}
            label={t("sourceProfile")}
            hint={t("sourceProfileHint")}
            placeholder="default"
          />
          <TextField
            {...field("mfaSerial")}
            label={t("mfaSerial")}
            hint={t(view?.requiresMfa ? "mfaSerialNeeded" : "mfaSerialHint")}
            placeholder={t("mfaSerialExample")}
          />
        </div>
      ) : null}
      {fieldsOf(kind).includes("codeCommitRegion") ? (
        <TextField
          {...field("codeCommitRegion")}
          label={t("codeCommitRegion")}
          hint={t("codeCommitRegionHint")}
        />
      ) : null}
      {failure === null || refusedField !== undefined ? null : (
        <FailureNotice failure={failure} onRetry={retry} />
      )}
      {view === null && failure === null ? <p role="status">{t("loading")}</p> : null}
      {view === null || block === undefined || failure !== null ? null : (
        <OwnKeysText kind={block.kind} text={block.text} profileName={view.profileName} />
      )}
      {view === null ? null : (
        <p className="grid gap-1 text-sm">
          <a className="w-fit underline" href={view.switchRoleUrl} target="_blank" rel="noopener noreferrer">
            {t("switchRole")}
          </a>
          <span className="text-xs text-muted">{t("switchRoleHint")}</span>
        </p>
      )}
    </div>
  );
}

/** Refusals that are about one field, and told there. */
const fieldOf: Readonly<Record<string, keyof OwnKeysFields>> = {
  invalid_input: "sourceProfile",
  mfa_serial_malformed: "mfaSerial",
  region_unknown: "codeCommitRegion",
};

function fieldsOf(kind: OwnKeysKind): readonly (keyof OwnKeysFields)[] {
  switch (kind) {
    case "config-source-profile":
    case "boto3":
    case "javascript":
      return ["sourceProfile", "mfaSerial"];
    case "codecommit":
    case "codecommit-undo":
      return ["codeCommitRegion"];
    case "config-environment":
    case "config-instance-metadata":
    case "config-container":
      return [];
    default:
      return kind satisfies never;
  }
}
