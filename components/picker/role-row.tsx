// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be a <table>, whose rows would need to exist.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus moves by rows and by the controls in cells, as in the ARIA layout grid.
"use client";

import { memo } from "react";
import { useLocale } from "use-intl";
import { AccountId } from "#components/ui/account-id.tsx";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { MarkedText } from "#components/ui/marked-text.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { regionLabel } from "#lib/partitions/regions.ts";
import type { RoleItem } from "./list-items.ts";
import { markAccountId, markMatches } from "./mark-matches.ts";
import { RoleBadges } from "./role-badges.tsx";
import { roleColor, roleLabel, roleNote, roleRegion, roleTitle } from "./role-facts.ts";
import { RowActions } from "./row-actions.tsx";
import type { RowCommands } from "./row-commands.ts";
import { moreIcon, pinIcon, pinnedIcon } from "./row-icons.tsx";
import { useRowDrag } from "./use-row-drag.ts";
import type { RowLabels } from "./use-row-labels.ts";
import { useRowMenu } from "./use-row-menu.ts";

type RoleRowProps = {
  item: RoleItem;
  rowIndex: number;
  rowId: string;
  selected: boolean;
  words: readonly string[];
  commands: RowCommands;
  labels: RowLabels;
};

/** One role: a line of columns on a wide screen, folded on a narrow one. */
export const RoleRow = memo(function RoleRow({
  item,
  rowIndex,
  rowId,
  selected,
  words,
  commands,
  labels,
}: RoleRowProps) {
  const locale = useLocale();
  const { role } = item;
  const inAccount = item.section === "all";
  const tabIndex = selected ? 0 : -1;
  const names = { role: roleLabel(role), account: roleTitle(role) };
  const region = roleRegion(role);
  const note = roleNote(role);
  const pinned = role.bookmark?.pinned ?? false;
  const menu = useRowMenu(item, commands);
  const { edge, handlers } = useRowDrag(item, commands);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled once, for the whole list.
    <div
      id={rowId}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      tabIndex={tabIndex}
      data-key={item.key}
      data-drop={edge ?? undefined}
      {...handlers}
      onClick={() => commands.select(item.key)}
      className={`role-row group border-b border-line hover:bg-hover aria-selected:bg-selected focus-visible:-outline-offset-2 ${inAccount ? "in-account" : ""}`}
    >
      <div className="cell-bar" aria-hidden="true">
        <ColorBar color={roleColor(role)} />
      </div>
      <div role="gridcell" className="cell-name flex min-w-0 items-baseline gap-2">
        {inAccount ? (
          <span className="max-w-full shrink-0 truncate font-medium lg:pl-4">
            <MarkedText parts={markMatches(names.role, words)} />
            {role.bookmark?.alias ? <span className="font-normal"> · {role.bookmark.alias}</span> : null}
          </span>
        ) : (
          <span className="max-w-full shrink-0 truncate font-medium">
            <MarkedText parts={markMatches(names.account, words)} />
            <FoundIn text={role.bookmark?.alias ? role.accountName : ""} words={words} />
          </span>
        )}
        <span className="truncate text-sm text-muted max-sm:hidden">
          {role.tags.map((tag) => (
            <FoundIn key={tag.key} text={`${tag.key}=${tag.value}`} words={words} />
          ))}
          <MarkedText parts={markMatches(note, words)} />
        </span>
      </div>
      <div className="cells-meta">
        {inAccount ? null : (
          <div role="gridcell" className="shrink-0 max-lg:order-3">
            <AccountId id={role.accountId} tabIndex={tabIndex}>
              <MarkedText parts={markAccountId(role.accountId, words)} />
            </AccountId>
          </div>
        )}
        <div
          role="gridcell"
          title={role.label === role.roleName ? undefined : role.roleName}
          className={`truncate max-lg:order-1 max-lg:empty:hidden max-lg:max-w-1/2 max-lg:shrink-0 ${inAccount ? "text-muted" : "text-ink lg:text-base"}`}
        >
          {inAccount ? (
            names.role === role.roleName ? null : (
              role.roleName
            )
          ) : (
            <>
              <MarkedText parts={markMatches(names.role, words)} />
              <FoundIn text={names.role === role.roleName ? "" : role.roleName} words={words} />
            </>
          )}
        </div>
        <div
          role="gridcell"
          className="truncate text-muted max-lg:order-4 max-lg:empty:hidden"
          title={region ?? undefined}
        >
          {region === null ? null : <MarkedText parts={markMatches(regionLabel(region, locale), words)} />}
        </div>
        <div
          role="gridcell"
          className="flex min-w-0 shrink-0 gap-x-3 truncate text-xs leading-4 text-muted max-lg:order-2 max-lg:empty:hidden lg:max-h-8 lg:flex-wrap lg:gap-x-2"
        >
          <RoleBadges role={role} />
        </div>
      </div>
      <div role="gridcell" className="cell-actions">
        <RowActions role={role} tabIndex={tabIndex} commands={commands} labels={labels} />
      </div>
      <div role="gridcell" className="cell-more flex justify-end gap-1">
        <IconButton
          label={labels[pinned ? "unpin" : "pin"](names)}
          pressed={pinned}
          tabIndex={tabIndex}
          onClick={() => commands.togglePin(role)}
        >
          {pinned ? pinnedIcon : pinIcon}
        </IconButton>
        <Menu shape="icon" label={labels.more(names)} tabIndex={tabIndex} entries={menu}>
          {moreIcon}
        </Menu>
      </div>
    </div>
  );
});

/** A text that the row does not show otherwise, when the search found something in it. */
function FoundIn({ text, words }: { text: string; words: readonly string[] }) {
  const parts = markMatches(text, words);
  if (!parts.some((part) => part.marked)) return null;
  return (
    <span className="mr-2 font-normal text-muted">
      {" "}
      <MarkedText parts={parts} />
    </span>
  );
}
