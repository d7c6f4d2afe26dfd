"use client";

import { type DragEvent, useState } from "react";
import type { RoleItem } from "./list-items.ts";
import type { RowCommands } from "./row-commands.ts";

/** Where a dragged row would come to stand beside this one. */
export type DropEdge = "before" | "after";

/**
 * Lets a row of the pins or of a folder be dragged to another place among its own. Keys and the menu do the same where
 * nothing can be dragged.
 */
export function useRowDrag(item: RoleItem, commands: RowCommands) {
  const [edge, setEdge] = useState<DropEdge | null>(null);
  if (item.section !== "pinned" && item.section !== "folder") return { edge: null, handlers: {} };
  // Its name tells rows of one list from those of others, which is all that a page may know before the drop.
  const list = item.section === "pinned" ? "pinned" : (item.role.bookmark?.folder ?? "");
  const type = `application/x-genkan-${[...new TextEncoder().encode(`${item.section}:${list}`)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const handlers = {
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => {
      // A link or a selected text that is dragged stays what it is.
      if (event.target !== event.currentTarget) return;
      event.dataTransfer.setData(type, item.role.id);
      event.dataTransfer.effectAllowed = "move";
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes(type)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      setEdge(edgeAt(event));
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      const into = event.relatedTarget;
      if (!(into instanceof Node && event.currentTarget.contains(into))) setEdge(null);
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const roleId = event.dataTransfer.getData(type);
      setEdge(null);
      if (roleId === "") return;
      event.preventDefault();
      commands.drop(roleId, item, edgeAt(event));
    },
  };
  return { edge, handlers };
}

function edgeAt(event: DragEvent<HTMLElement>): DropEdge {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY < top + height / 2 ? "before" : "after";
}
