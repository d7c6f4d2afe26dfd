"use client";

import { useTranslations } from "use-intl";
import { FilterSelect } from "#components/admin/lists/filter-select.tsx";
import { FilterText } from "#components/admin/lists/filter-text.tsx";
import { ListControls } from "#components/admin/lists/list-controls.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";

type GroupFiltersProps = {
  query: ListAddress;
  total: number;
  /** The name of the person that the list is narrowed to. */
  person: string | null;
};

/** Search and filters over the groups. */
export function GroupFilters({ query, total, person }: GroupFiltersProps) {
  const t = useTranslations("groups");
  const bulk = useTranslations("bulk");
  const words: Readonly<Record<string, (value: string) => string>> = {
    claim: (value) => (value === "yes" ? t("claimYes") : t("claimNo")),
    person: () => t("onlyOf", { name: person ?? t("unknownPerson") }),
    managed: (value) => (value === "none" ? bulk("managedNone") : bulk("managedBy", { file: value })),
  };
  const chips = Object.entries(words).flatMap(([name, wordOf]) => {
    const value = query[name];
    return value === undefined ? [] : [{ name, label: wordOf(value) }];
  });
  return (
    <ListControls query={query} hint={t("searchHint")} count={t("count", { count: total })} chips={chips}>
      <FilterSelect
        query={query}
        name="claim"
        label={t("claimFilter")}
        any={bulk("any")}
        options={[
          { value: "yes", label: t("claimYes") },
          { value: "no", label: t("claimNo") },
        ]}
      />
      <FilterText query={query} name="managed" label={bulk("managed")} hint={bulk("managedHint")} />
    </ListControls>
  );
}
