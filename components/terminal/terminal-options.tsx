"use client";

import { useLocale, useTranslations } from "use-intl";
import { CheckField } from "#components/admin/check-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { partitionIds } from "#lib/partitions/partitions.ts";
import { regionLabel, regionsOf } from "#lib/partitions/regions.ts";
import { nameVariables } from "#lib/terminal/name-template.ts";
import { isConfigStyle, needsToken } from "#lib/terminal/terminal-styles.ts";
import type { TerminalChoices } from "./terminal-choices.ts";
import type { TerminalText } from "./terminal-text.ts";

type TerminalOptionsProps = {
  choices: TerminalChoices;
  text: TerminalText;
  totals: { all: number; pinned: number };
  /** The partitions that the person's roles are in. */
  partitions: readonly string[];
  onChange: (change: Partial<TerminalChoices>) => void;
};

const variables = nameVariables.map((name) => `{${name}}`).join(" ");

/** Names, regions, and which roles. */
export function TerminalOptions({ choices, text, totals, partitions, onChange }: TerminalOptionsProps) {
  const t = useTranslations("terminal.options");
  const locale = useLocale();
  const { wrong } = text;
  const regions = partitionIds
    .filter((partition) => partitions.includes(partition))
    .flatMap(regionsOf)
    .map(({ id }) => ({ value: id, label: `${regionLabel(id, locale)} · ${id}` }));
  const ssoRegions = regionsOf("aws").map(({ id }) => ({
    value: id,
    label: `${regionLabel(id, locale)} · ${id}`,
  }));
  const templateError =
    wrong.template === undefined
      ? undefined
      : wrong.template.unknown === null
        ? t("templateBroken")
        : t("templateUnknown", { name: `{${wrong.template.unknown}}`, variables });
  return (
    <section aria-labelledby="terminal-options" className="grid gap-4">
      <h2 id="terminal-options" className="font-semibold">
        {t("title")}
      </h2>
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField
          label={t("which")}
          value={choices.which}
          onChange={(event) => {
            const which = (["all", "pinned", "search"] as const).find((one) => one === event.target.value);
            if (which !== undefined) onChange({ which });
          }}
          options={[
            { value: "all", label: t("all", { count: totals.all }) },
            { value: "pinned", label: t("pinned", { count: totals.pinned }) },
            { value: "search", label: t("search") },
          ]}
        />
        {choices.which === "search" ? (
          <TextField
            label={t("query")}
            hint={t("queryHint", { count: text.named.length })}
            value={choices.query}
            onChange={(event) => onChange({ query: event.target.value })}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
          />
        ) : null}
        <TextField
          label={t("template")}
          hint={t("templateHint", { variables })}
          error={templateError}
          value={choices.template}
          onChange={(event) => onChange({ template: event.target.value })}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          label={t("region")}
          hint={t("regionHint")}
          value={choices.region}
          onChange={(event) => onChange({ region: event.target.value })}
          options={[{ value: "", label: t("regionNone") }, ...regions]}
        />
        {choices.style === "process" ? null : (
          <TextField
            label={choices.style === "sso" ? t("sessionName") : t("functionName")}
            hint={choices.style === "sso" ? t("sessionHint") : t("functionHint")}
            error={wrong.sessionName ? t("sessionWrong") : undefined}
            value={choices.sessionName}
            onChange={(event) => onChange({ sessionName: event.target.value })}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        {choices.style === "sso" ? (
          <SelectField
            label={t("ssoRegion")}
            hint={t("ssoRegionHint")}
            value={choices.ssoRegion}
            onChange={(event) => onChange({ ssoRegion: event.target.value })}
            options={ssoRegions}
          />
        ) : null}
        {needsToken(choices.style) ? (
          <TextField
            label={t("tokenFile")}
            hint={t("tokenFileHint")}
            error={wrong.tokenFile ? t("tokenFileWrong") : undefined}
            value={choices.tokenFile}
            onChange={(event) => onChange({ tokenFile: event.target.value })}
            placeholder={text.tokenFile}
            maxLength={300}
            autoComplete="off"
            spellCheck={false}
          />
        ) : null}
      </div>
      {isConfigStyle(choices.style) ? (
        <div className="grid gap-2 sm:max-w-md">
          <CheckField
            label={t("makesDefault")}
            hint={t("makesDefaultHint")}
            checked={choices.makesDefault}
            onChange={(event) => onChange({ makesDefault: event.target.checked })}
          />
          {choices.makesDefault ? (
            <SelectField
              label={t("defaultProfile")}
              value={choices.defaultProfile}
              onChange={(event) => onChange({ defaultProfile: event.target.value })}
              options={text.named.map(({ profile }) => ({ value: profile, label: profile }))}
            />
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
