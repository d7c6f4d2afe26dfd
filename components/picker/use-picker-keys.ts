"use client";

import { type RefObject, useEffect, useRef } from "react";
import { isTypingTarget } from "#components/is-typing-target.ts";
import { singleKeysOn } from "#components/preferences/use-single-keys.ts";
import { type KeyCommand, type KeyPlace, keyCommand } from "./key-command.ts";

/** Listens to the page's keys while no dialog or menu is open, and hands over what they mean. */
export function usePickerKeys(input: {
  search: RefObject<HTMLInputElement | null>;
  gridId: string;
  query: string;
  /** Returns true when it acted, so that the browser does not. */
  run: (command: KeyCommand) => boolean;
}): void {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      // While an input method composes Japanese, Enter and arrows belong to it.
      if (event.defaultPrevented || event.isComposing) return;
      if (document.querySelector("dialog[open], [popover]:popover-open") !== null) return;
      const { search, gridId, query, run } = latest.current;
      const place = placeOf(event.target, search.current, gridId);
      const press = {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
      };
      const command = keyCommand(press, place, { query, singleKeys: singleKeysOn() });
      if (command !== null && run(command)) event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function placeOf(target: EventTarget | null, search: HTMLInputElement | null, gridId: string): KeyPlace {
  if (target === search && search !== null) return "search";
  if (isTypingTarget(target)) return "field";
  if (!(target instanceof HTMLElement) || target === document.body || target.id === "content") return "list";
  if (target.getAttribute("role") === "row" && target.closest(`#${CSS.escape(gridId)}`) !== null)
    return "list";
  return "control";
}
