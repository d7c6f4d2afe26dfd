"use client";

import { useTranslations } from "use-intl";
import type { FilterChip } from "#components/admin/lists/list-controls.tsx";
import type { ListAddress } from "#components/admin/lists/list-href.ts";

/** The filters of a table of reach: by use and by group, as what offers them and as what shows them. */
export function useReachFilters(query: ListAddress, groups: readonly { id: string; name: string }[]) {
  const t = useTranslations();
  const { use, groupId, q } = query;
  const selects = [
    {
      name: "use",
      label: t("reach.filter.use"),
      any: t("reach.filter.anyUse"),
      options: (["console", "credentials"] as const).map((value) => ({ value, label: t(`reach.${value}`) })),
    },
    ...(groups.length === 0
      ? []
      : [
          {
            name: "groupId",
            label: t("reach.filter.group"),
            any: t("reach.filter.anyGroup"),
            options: groups.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]),
  ];
  const chips: FilterChip[] = selects.flatMap(({ name, options }) => {
    const chosen = options.find((option) => option.value === query[name]);
    return chosen ? [{ name, label: chosen.label }] : [];
  });
  return { selects, chips, none: !use && !groupId && !q };
}
