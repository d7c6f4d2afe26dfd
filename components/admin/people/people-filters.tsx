"use client";

import { useTranslations } from "use-intl";
import { FilterSelect } from "#components/admin/lists/filter-select.tsx";
import { ListControls } from "#components/admin/lists/list-controls.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";
import type { SelectOption } from "#components/ui/select-field.tsx";
import { portalRoles } from "./portal-role-field.tsx";

const states = ["enabled", "disabled", "invited", "never"] as const;

type PeopleFiltersProps = {
  query: ListAddress;
  total: number;
  /** The groups to choose among, with the chosen one. */
  groups: readonly SelectOption[];
};

/** Search and filters over the people. */
export function PeopleFilters({ query, total, groups }: PeopleFiltersProps) {
  const t = useTranslations();
  const any = t("bulk.any");
  const roles = portalRoles.map((value) => ({ value, label: t(`common.menu.${value}`) }));
  const stateOptions = states.map((value) => ({ value, label: t(`admin.people.states.${value}`) }));
  const labelOf = (options: readonly SelectOption[], value: string) =>
    options.find((option) => option.value === value)?.label;
  const words: Readonly<Record<string, (value: string) => string>> = {
    portalRole: (value) => t("admin.people.onlyRole", { role: labelOf(roles, value) ?? value }),
    state: (value) => labelOf(stateOptions, value) ?? value,
    group: (value) =>
      t("admin.people.onlyGroup", { group: labelOf(groups, value) ?? t("admin.people.anyGroup") }),
  };
  const chips = Object.entries(words).flatMap(([name, wordOf]) => {
    const value = query[name];
    return value === undefined ? [] : [{ name, label: wordOf(value) }];
  });
  return (
    <ListControls
      query={query}
      hint={t("admin.people.filterHint")}
      count={t("admin.people.count", { count: total })}
      chips={chips}
    >
      <FilterSelect
        query={query}
        name="portalRole"
        label={t("admin.people.portalRole")}
        any={any}
        options={roles}
      />
      <FilterSelect
        query={query}
        name="state"
        label={t("admin.people.state")}
        any={any}
        options={stateOptions}
      />
      {groups.length === 0 ? null : (
        <FilterSelect
          query={query}
          name="group"
          label={t("admin.people.invite.groups")}
          any={any}
          options={groups}
        />
      )}
    </ListControls>
  );
}
