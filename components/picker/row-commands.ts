import type { PickerRole } from "#lib/access/picker-role.ts";
import type { RoleItem } from "./list-items.ts";

/** What a row can ask of the list. One object for all rows, the same through a list's life. */
export type RowCommands = {
  select: (key: string) => void;
  credentials: (role: PickerRole) => void;
  openWith: (role: PickerRole) => void;
  edit: (role: PickerRole) => void;
  /** Tells by which assignments the viewer has the role. */
  why: (role: PickerRole) => void;
  togglePin: (role: PickerRole) => void;
  toggleHidden: (role: PickerRole) => void;
  /** Moves a row of the pins or of a folder among its own. */
  move: (item: RoleItem, step: -1 | 1) => void;
  /** Moves the role with that id to before or after a row of the same list. */
  drop: (roleId: string, beside: RoleItem, edge: "before" | "after") => void;
  /** Opens and closes a folder, or the section of what is hidden. */
  toggleSection: (key: string) => void;
  toggleAccount: (accountKey: string) => void;
  explain: (reason: string) => void;
};
