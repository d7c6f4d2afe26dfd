// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be a <table>, whose rows would need to exist.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus moves by rows and by the controls in cells, as in the ARIA layout grid.
"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { AccountId } from "#components/ui/account-id.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import type { AccountItem } from "./list-items.ts";
import type { RowCommands } from "./row-commands.ts";

type AccountRowProps = {
  item: AccountItem;
  rowIndex: number;
  rowId: string;
  selected: boolean;
  commands: RowCommands;
};

/** An account of the full list; pressing its name opens and closes it. */
export const AccountRow = memo(function AccountRow(props: AccountRowProps) {
  const { item, rowIndex, rowId, selected, commands } = props;
  const t = useTranslations("picker");
  const tabIndex = selected ? 0 : -1;
  const Chevron = item.open ? ChevronDown : ChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled once, for the whole list.
    <div
      id={rowId}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      tabIndex={tabIndex}
      data-key={item.key}
      onClick={() => commands.select(item.key)}
      className="account-row border-b border-line hover:bg-hover aria-selected:bg-selected focus-visible:-outline-offset-2"
    >
      <div className="h-full py-1" aria-hidden="true">
        <ColorBar color={item.group.color} />
      </div>
      <div role="gridcell" className="min-w-0">
        <button
          type="button"
          tabIndex={tabIndex}
          aria-expanded={item.open}
          onClick={() => commands.toggleAccount(item.group.key)}
          className="flex min-h-8 max-w-full items-center gap-1.5 rounded-sm text-left font-semibold"
        >
          <span className="truncate">{item.group.name}</span>
          <Chevron size={14} aria-hidden className="shrink-0 text-muted" />
        </button>
      </div>
      <div role="gridcell" className="text-sm">
        <AccountId id={item.group.accountId} tabIndex={tabIndex} />
      </div>
      <div
        role="gridcell"
        className="whitespace-nowrap text-sm text-muted tabular-nums max-lg:pl-4 max-sm:hidden"
      >
        {t("roleCount", { count: item.group.roles.length })}
      </div>
      <div role="gridcell" className="col-span-4 truncate text-sm text-muted max-lg:hidden">
        {item.group.tags.map((tag) => (
          <span key={tag.key} className="mr-3">
            {tag.key}={tag.value}
          </span>
        ))}
      </div>
    </div>
  );
});
