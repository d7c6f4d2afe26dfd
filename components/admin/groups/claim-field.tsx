"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "#components/ui/text-field.tsx";
import type { ClaimView, GroupView } from "#lib/groups/group-view.ts";

type ClaimFieldProps = {
  value: string;
  onChange: (value: string) => void;
  /** The values to offer. */
  claims: readonly ClaimView[];
  group: GroupView | null;
  error: string | undefined;
};

/** The value of the groups claim that takes people in: those that people brought are offered. Says what it will do. */
export function ClaimField({ value, onChange, claims, group, error }: ClaimFieldProps) {
  const t = useTranslations("groups");
  const id = useId();
  const now = group?.claim ?? "";
  const coming = claims.find(({ claim }) => claim === value)?.people;
  const lines = [
    ...(value.trim() === "" || value === now
      ? []
      : [coming === undefined ? t("claimUnknown") : t("claimComing", { count: coming })]),
    ...(group !== null && group.members.byClaim > 0 && value !== now
      ? [t("claimLeaving", { count: group.members.byClaim, claim: now })]
      : []),
  ];
  return (
    <div className="grid gap-1">
      <TextField
        name="claim"
        label={t("claim")}
        hint={t("claimHint")}
        error={error}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        list={id}
        maxLength={256}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <datalist id={id}>
        {claims.map(({ claim, people }) => (
          <option key={claim} value={claim}>
            {t("claims.people", { count: people })}
          </option>
        ))}
      </datalist>
      <p role="status" className="text-sm break-words">
        {lines.join(" ")}
      </p>
    </div>
  );
}
