"use client";

import { useTranslations } from "use-intl";
import { FilterSelect } from "#components/admin/lists/filter-select.tsx";
import { FilterText } from "#components/admin/lists/filter-text.tsx";
import { ListControls } from "#components/admin/lists/list-controls.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";
import type { FilterNames } from "#lib/assignments/filter-names-view.ts";

type AssignmentFiltersProps = { query: ListAddress; total: number; names: FilterNames };

/** Search and filters over the assignments. */
export function AssignmentFilters({ query, total, names }: AssignmentFiltersProps) {
  const t = useTranslations("assignments");
  const bulk = useTranslations("bulk");
  const states = (["now", "not_begun", "ended"] as const).map((value) => ({
    value,
    label: t(`state.${value}`),
  }));
  const kinds = (["person", "group"] as const).map((value) => ({ value, label: t(`kind.${value}`) }));
  const labelOf = (options: readonly { value: string; label: string }[], value: string) =>
    options.find((option) => option.value === value)?.label ?? value;
  const words: Readonly<Record<string, (value: string) => string>> = {
    kind: (value) => labelOf(kinds, value),
    personId: () => t("only", { name: names.person ?? t("unknown") }),
    groupId: () => t("only", { name: names.group ?? t("unknown") }),
    roleId: () => t("onlyReaching", { name: names.role ?? t("unknown") }),
    awsAccountId: () => t("only", { name: names.account ?? t("unknown") }),
    tag: (value) => t("tagPart", { tag: value }),
    state: (value) => labelOf(states, value),
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
        name="kind"
        label={t("columnPrincipal")}
        any={bulk("any")}
        options={kinds}
      />
      <FilterSelect query={query} name="state" label={t("columnState")} any={bulk("any")} options={states} />
      <FilterText query={query} name="tag" label={bulk("tag")} hint="env=dev" />
      <FilterText query={query} name="managed" label={bulk("managed")} hint={bulk("managedHint")} />
    </ListControls>
  );
}
