"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { type ApiResult, callApi } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { TextField } from "#components/ui/text-field.tsx";
import type { FittingRoles } from "#lib/access/reach-view.ts";
import { accountSource, roleSource } from "./choice-sources.ts";
import { type Choice, SearchChoice } from "./search-choice.tsx";

/** What is to be assigned, as it is being chosen. */
export type TargetDraft = {
  kind: "roles" | "scope";
  roles: readonly Choice[];
  account: Choice | null;
  roleNamePattern: string;
  tagKey: string;
  tagValue: string;
};

export const noTarget: TargetDraft = {
  kind: "roles",
  roles: [],
  account: null,
  roleNamePattern: "",
  tagKey: "",
  tagValue: "",
};

/** A draft as inputs of the API name targets; none when nothing is chosen. */
export function targetsOf(draft: TargetDraft): object[] {
  if (draft.kind === "roles") return draft.roles.map((role) => ({ roleId: role.id }));
  const { account, tagKey, tagValue } = draft;
  const roleNamePattern = draft.roleNamePattern.trim();
  const tag = tagKey.trim() === "" ? null : { key: tagKey.trim(), value: tagValue.trim() };
  if (account === null && roleNamePattern === "" && tag === null) return [];
  return [
    {
      ...(account && { awsAccountId: account.id }),
      ...(roleNamePattern !== "" && { roleNamePattern }),
      ...(tag && { tag }),
    },
  ];
}

type TargetChoiceProps = {
  draft: TargetDraft;
  error: string | undefined;
  onChange: (draft: TargetDraft) => void;
};

/** Chooses single roles, or what roles must have; then it says live how many have it. */
export function TargetChoice({ draft, error, onChange }: TargetChoiceProps) {
  const t = useTranslations("assignments");
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="pb-1 text-sm font-medium">{t("what")}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {(["roles", "scope"] as const).map((kind) => (
          <label key={kind} className="inline-flex min-h-7 items-center gap-2">
            <input
              type="radio"
              name="targetKind"
              checked={draft.kind === kind}
              onChange={() => onChange({ ...draft, kind })}
              className="size-4 accent-accent"
            />
            {t(`whatKind.${kind}`)}
          </label>
        ))}
      </div>
      {draft.kind === "roles" ? (
        <SearchChoice
          name="roles"
          label={t("roles")}
          hint={t("rolesHint")}
          sources={[roleSource]}
          chosen={draft.roles}
          error={error}
          onChange={(roles) => onChange({ ...draft, roles })}
        />
      ) : (
        <>
          <SearchChoice
            name="account"
            label={t("account")}
            hint={t("accountHint")}
            sources={[accountSource]}
            chosen={draft.account === null ? [] : [draft.account]}
            single
            error={undefined}
            onChange={([account]) => onChange({ ...draft, account: account ?? null })}
          />
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              name="tagKey"
              label={t("tagKey")}
              placeholder="env"
              value={draft.tagKey}
              onChange={(event) => onChange({ ...draft, tagKey: event.target.value })}
              autoComplete="off"
              spellCheck={false}
            />
            <TextField
              name="tagValue"
              label={t("tagValue")}
              placeholder="dev"
              value={draft.tagValue}
              onChange={(event) => onChange({ ...draft, tagValue: event.target.value })}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          <TextField
            name="roleNamePattern"
            label={t("pattern")}
            hint={t("patternHint")}
            placeholder="Read*"
            value={draft.roleNamePattern}
            error={error}
            onChange={(event) => onChange({ ...draft, roleNamePattern: event.target.value })}
            autoComplete="off"
            spellCheck={false}
          />
          <Fitting draft={draft} />
        </>
      )}
    </fieldset>
  );
}

/** How many roles fit what is being typed, and the first of them. */
function Fitting({ draft }: { draft: TargetDraft }) {
  const t = useTranslations("assignments");
  const failureText = useFailureText();
  const [fitting, setFitting] = useState<ApiResult<FittingRoles> | null>(null);
  const [asked] = targetsOf(draft);
  const query = asked === undefined ? "" : queryOf(draft);
  useEffect(() => {
    const leaving = new AbortController();
    setFitting(null);
    if (query === "") return;
    const timer = setTimeout(() => {
      callApi<FittingRoles>("GET", `/api/targets/roles?${query}`, undefined, leaving.signal)
        .then(setFitting)
        .catch(() => undefined);
    }, 250);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [query]);
  const roles = fitting?.ok ? fitting.data.roles : [];
  return (
    <div className="grid gap-1">
      <p role="status" className="text-sm">
        {query === ""
          ? t("fitNothing")
          : fitting === null
            ? t("fitting")
            : fitting.ok
              ? t("fit", { count: fitting.data.total })
              : failureText(fitting)}
      </p>
      {roles.length === 0 ? null : (
        <ul className="max-h-32 overflow-y-auto rounded-sm border border-line text-sm">
          {roles.map((role) => (
            <li key={role.id} className="truncate border-b border-line px-2 py-0.5 last:border-b-0">
              {role.accountName} · {role.label}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function queryOf({ account, roleNamePattern, tagKey, tagValue }: TargetDraft): string {
  const said = {
    awsAccountId: account?.id ?? "",
    roleNamePattern: roleNamePattern.trim(),
    tagKey: tagKey.trim(),
    tagValue: tagKey.trim() === "" ? "" : tagValue.trim(),
  };
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value !== "")).toString();
}
