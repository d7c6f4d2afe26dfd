"use client";

import { useTranslations } from "use-intl";
import { FilterSelect } from "#components/admin/lists/filter-select.tsx";
import { FilterText } from "#components/admin/lists/filter-text.tsx";
import { ListControls } from "#components/admin/lists/list-controls.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";
import { useSourceName } from "#components/admin/sources/use-source-words.ts";
import type { CredentialSourceView } from "#lib/sources/source-view.ts";

type AccountFiltersProps = {
  query: ListAddress;
  total: number;
  sources: readonly CredentialSourceView[];
};

/** Search and filters over the accounts. */
export function AccountFilters({ query, total, sources }: AccountFiltersProps) {
  const t = useTranslations("admin");
  const bulk = useTranslations("bulk");
  const nameOf = useSourceName();
  const source = sources.find(({ id }) => id === query["source"]);
  const words: Readonly<Record<string, (value: string) => string>> = {
    account: (value) => t("roles.onlyAccount", { account: value }),
    tag: (value) => t("roles.onlyTag", { tag: value }),
    source: (value) => t("roles.onlySource", { source: source ? nameOf(source) : value }),
    managed: (value) => (value === "none" ? bulk("managedNone") : bulk("managedBy", { file: value })),
    empty: (value) => (value === "yes" ? t("accounts.emptyYes") : t("accounts.emptyNo")),
  };
  const chips = Object.entries(words).flatMap(([name, wordOf]) => {
    const value = query[name];
    return value === undefined ? [] : [{ name, label: wordOf(value) }];
  });
  return (
    <ListControls
      query={query}
      hint={t("accounts.filterHint")}
      count={t("accounts.total", { count: total })}
      chips={chips}
    >
      <FilterText query={query} name="tag" label={bulk("tag")} hint="env=dev" />
      <FilterSelect
        query={query}
        name="source"
        label={t("roles.columnSource")}
        any={bulk("any")}
        options={sources.map((each) => ({ value: each.id, label: nameOf(each) }))}
      />
      <FilterSelect
        query={query}
        name="empty"
        label={t("accounts.columnRoles")}
        any={bulk("any")}
        options={[
          { value: "no", label: t("accounts.emptyNo") },
          { value: "yes", label: t("accounts.emptyYes") },
        ]}
      />
      <FilterText query={query} name="managed" label={bulk("managed")} hint={bulk("managedHint")} />
    </ListControls>
  );
}
