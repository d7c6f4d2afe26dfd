"use client";

import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { ImportedProfile } from "#lib/access/import-view.ts";
import { type CredentialSourceView, defaultSourceId } from "#lib/sources/source-view.ts";

export type ChosenSource = { source: string; roleArns: readonly string[] };

type ProfileSourcesProps = {
  profiles: readonly ImportedProfile[];
  sources: readonly CredentialSourceView[];
  chosen: readonly ChosenSource[];
  busy: boolean;
  onChoose: (chosen: readonly ChosenSource[]) => void;
};

/** Which credential source stands for each profile that holds keys of its own. */
export function ProfileSources({ profiles, sources, chosen, busy, onChoose }: ProfileSourcesProps) {
  const t = useTranslations("transfer.import");
  const named = sources.filter(({ id }) => id !== defaultSourceId);
  if (profiles.length === 0 || named.length === 0) return null;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const entered = new FormData(event.currentTarget);
    onChoose(
      profiles.flatMap(({ roleArns }, n) => {
        const source = entered.get(`profile ${n}`);
        return typeof source === "string" && source !== "" ? [{ source, roleArns }] : [];
      }),
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-3 border-t border-line pt-4">
      <div>
        <h3 className="font-semibold">{t("profiles")}</h3>
        <p className="max-w-prose text-sm text-muted">{t("profilesIntro")}</p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {profiles.map(({ name, roleArns }, n) => (
          <SelectField
            key={name}
            name={`profile ${n}`}
            label={t("profile", { name, count: roleArns.length })}
            defaultValue={chosen.find((one) => one.roleArns[0] === roleArns[0])?.source ?? ""}
            options={[
              { value: "", label: t("asTheAccount") },
              ...named.map((source) => ({ value: source.name, label: source.name })),
            ]}
          />
        ))}
      </div>
      <div>
        <Button type="submit" busy={busy}>
          {t("takeSources")}
        </Button>
      </div>
    </form>
  );
}
