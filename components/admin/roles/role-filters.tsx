"use client";

import { useTranslations } from "use-intl";
import { FilterSelect } from "#components/admin/lists/filter-select.tsx";
import { FilterText } from "#components/admin/lists/filter-text.tsx";
import { ListControls } from "#components/admin/lists/list-controls.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";
import { useSourceName } from "#components/admin/sources/use-source-words.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";

type RoleFiltersProps = {
  query: ListAddress;
  total: number;
  sources: readonly CredentialSourceView[];
};

/** Search and filters over the roles. */
export function RoleFilters({ query, total, sources }: RoleFiltersProps) {
  const t = useTranslations("admin.roles");
  const bulk = useTranslations("bulk");
  const nameOf = useSourceName();
  const source = sources.find(({ id }) => id === query["source"]);
  const words: Readonly<Record<string, (value: string) => string>> = {
    account: (value) => t("onlyAccount", { account: value }),
    tag: (value) => t("onlyTag", { tag: value }),
    source: (value) => t("onlySource", { source: source ? nameOf(source) : value }),
    managed: (value) => (value === "none" ? bulk("managedNone") : bulk("managedBy", { file: value })),
    mfa: (value) => (value === "yes" ? t("mfaYes") : t("mfaNo")),
  };
  const chips = Object.entries(words).flatMap(([name, wordOf]) => {
    const value = query[name];
    return value === undefined ? [] : [{ name, label: wordOf(value) }];
  });
  return (
    <ListControls query={query} hint={t("filterHint")} count={t("total", { count: total })} chips={chips}>
      <FilterText query={query} name="account" label={t("columnAccount")} hint={t("accountFilterHint")} />
      <FilterText query={query} name="tag" label={bulk("tag")} hint="env=dev" />
      <FilterSelect
        query={query}
        name="source"
        label={t("columnSource")}
        any={bulk("any")}
        options={sources.map((each) => ({ value: each.id, label: nameOf(each) }))}
      />
      <FilterSelect
        query={query}
        name="mfa"
        label={t("mfa")}
        any={bulk("any")}
        options={[
          { value: "yes", label: t("mfaYes") },
          { value: "no", label: t("mfaNo") },
        ]}
      />
      <FilterText query={query} name="managed" label={bulk("managed")} hint={bulk("managedHint")} />
    </ListControls>
  );
}
