// biome-ignore-all lint/a11y/useSemanticElements: a windowed grid cannot be a <table>, whose rows would need to exist.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus moves by rows and by the controls in cells, as in the ARIA layout grid.
"use client";

import { Ellipsis, Pin } from "lucide-react";
import { memo } from "react";
import { useLocale, useTranslations } from "use-intl";
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
import { useRowMenu } from "./use-row-menu.ts";

type RoleRowProps = {
  item: RoleItem;
  rowIndex: number;
  rowId: string;
  selected: boolean;
  words: readonly string[];
  commands: RowCommands;
};

/** One role: a line of columns on a wide screen, folded on a narrow one. */
export const RoleRow = memo(function RoleRow({
  item,
  rowIndex,
  rowId,
  selected,
  words,
  commands,
}: RoleRowProps) {
  const t = useTranslations("picker");
  const locale = useLocale();
  const { role } = item;
  const inAccount = item.section === "all";
  const tabIndex = selected ? 0 : -1;
  const names = { role: roleLabel(role), account: roleTitle(role) };
  const region = roleRegion(role);
  const note = roleNote(role);
  const pinned = role.bookmark?.pinned ?? false;
  const menu = useRowMenu(role, item.section, commands);
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
      className={`role-row group border-b border-line hover:bg-hover aria-selected:bg-selected focus-visible:-outline-offset-2 ${inAccount ? "in-account" : ""}`}
    >
      <div className="cell-bar" aria-hidden="true">
        <ColorBar color={roleColor(role)} />
      </div>
      <div role="gridcell" className="cell-name flex min-w-0 items-baseline gap-2">
        {inAccount ? (
          <>
            <span className="truncate font-medium lg:hidden">
              <MarkedText parts={markMatches(names.role, words)} />
            </span>
            {role.bookmark?.alias ? (
              <span className="truncate font-medium">{role.bookmark.alias}</span>
            ) : null}
          </>
        ) : (
          <span className="shrink-0 max-w-full truncate font-medium">
            <MarkedText parts={markMatches(names.account, words)} />
            {/* An alias hides the account's name; a search may have found it by that. */}
            {words.length > 0 && role.bookmark?.alias ? (
              <span className="font-normal text-muted">
                {" "}
                <MarkedText parts={markMatches(role.accountName, words)} />
              </span>
            ) : null}
          </span>
        )}
        <span className="truncate text-sm text-muted max-sm:hidden">
          <MarkedText parts={markMatches(note, words)} />
          <Tags role={item.role} words={words} shown={item.section === "results"} />
        </span>
      </div>
      <div className="cells-meta">
        {inAccount ? null : (
          <div role="gridcell" className="shrink-0 max-lg:order-2">
            <AccountId id={role.accountId} tabIndex={tabIndex}>
              <MarkedText parts={markAccountId(role.accountId, words)} />
            </AccountId>
          </div>
        )}
        <div
          role="gridcell"
          title={role.label === role.roleName ? undefined : role.roleName}
          className={`truncate text-ink max-lg:order-1 max-lg:max-w-1/2 max-lg:shrink-0 ${inAccount ? "max-lg:hidden" : ""}`}
        >
          <MarkedText parts={markMatches(names.role, words)} />
          {role.label !== "" && role.label !== role.roleName && words.length > 0 ? (
            <span className="text-muted">
              {" "}
              <MarkedText parts={markMatches(role.roleName, words)} />
            </span>
          ) : null}
        </div>
        <div role="gridcell" className="truncate text-muted max-lg:order-3" title={region ?? undefined}>
          {region === null ? null : <MarkedText parts={markMatches(regionLabel(region, locale), words)} />}
        </div>
        <div
          role="gridcell"
          className="flex min-w-0 shrink-0 gap-3 truncate text-sm text-muted max-lg:order-4"
        >
          <RoleBadges role={role} />
        </div>
      </div>
      <div role="gridcell" className="cell-actions">
        <RowActions role={role} tabIndex={tabIndex} commands={commands} />
      </div>
      <div role="gridcell" className="cell-more flex justify-end gap-1">
        <IconButton
          label={t(pinned ? "unpinOf" : "pinOf", names)}
          pressed={pinned}
          tabIndex={tabIndex}
          onClick={() => commands.togglePin(role)}
        >
          <Pin size={15} aria-hidden fill={pinned ? "currentColor" : "none"} />
        </IconButton>
        <Menu shape="icon" label={t("more", names)} tabIndex={tabIndex} entries={menu}>
          <Ellipsis size={16} aria-hidden />
        </Menu>
      </div>
    </div>
  );
});

function Tags(props: { role: RoleItem["role"]; words: readonly string[]; shown: boolean }) {
  if (!props.shown || props.role.tags.length === 0) return null;
  const text = props.role.tags.map((tag) => `${tag.key}=${tag.value}`).join("  ");
  const parts = markMatches(text, props.words);
  return parts.some((part) => part.marked) ? (
    <span className="ml-2">
      <MarkedText parts={parts} />
    </span>
  ) : null;
}
