"use client";

import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import type { MenuEntry } from "#components/ui/menu.tsx";
import { consolePath } from "./console-path.ts";
import type { RoleItem } from "./list-items.ts";
import type { RowCommands } from "./row-commands.ts";

/** What a row offers beyond its two actions, made when its menu is opened: rows come and go with every key. */
export function useRowMenu(item: RoleItem, commands: RowCommands): () => MenuEntry[] {
  const { role, section } = item;
  const t = useTranslations();
  const announce = useAnnounce();
  async function copyArn() {
    const copied = await copyText(role.arn);
    const text = copied ? t("common.copiedWhat", { what: role.arn }) : role.arn;
    announce(text);
    commands.explain(text);
  }
  return () => {
    const entries: MenuEntry[] = [];
    if (role.console)
      entries.push({
        kind: "action",
        key: "with",
        label: t("picker.openWith"),
        onSelect: () => commands.openWith(role),
      });
    if (role.console)
      entries.push({
        kind: "action",
        key: "readOnly",
        label: t("picker.openReadOnly"),
        onSelect: () => {
          if (role.canBeReadOnly) window.open(consolePath(role.id, true), "_blank", "noopener");
          else commands.explain(t("credentials.readOnlyRefused"));
        },
      });
    entries.push(
      { kind: "action", key: "edit", label: t("picker.editBookmark"), onSelect: () => commands.edit(role) },
      {
        kind: "action",
        key: "pin",
        label: t(role.bookmark?.pinned ? "picker.unpin" : "picker.pin"),
        onSelect: () => commands.togglePin(role),
      },
    );
    entries.push({
      kind: "action",
      key: "hide",
      label: t(role.bookmark?.hidden ? "picker.unhide" : "picker.hide"),
      onSelect: () => commands.toggleHidden(role),
    });
    if (section === "pinned" || section === "folder")
      entries.push(
        { kind: "action", key: "up", label: t("picker.moveUp"), onSelect: () => commands.move(item, -1) },
        { kind: "action", key: "down", label: t("picker.moveDown"), onSelect: () => commands.move(item, 1) },
      );
    entries.push(
      { kind: "action", key: "why", label: t("reach.why.menu"), onSelect: () => commands.why(role) },
      { kind: "action", key: "arn", label: t("picker.copyArn"), onSelect: copyArn },
    );
    return entries;
  };
}
