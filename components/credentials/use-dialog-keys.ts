"use client";

import { useEffect, useRef } from "react";
import { isTypingTarget } from "#components/is-typing-target.ts";
import { singleKeysOn } from "#components/preferences/use-single-keys.ts";

/** Single letters, and Enter, inside an open dialog; fields and buttons keep theirs. */
export function useDialogKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const isEnter = event.key === "Enter";
      if (isEnter ? ownsEnter(event.target) : takesLetters(event.target) || !singleKeysOn()) return;
      const action = latest.current[event.key];
      if (action === undefined || event.repeat) return;
      event.preventDefault();
      action();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function ownsEnter(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, select, textarea, summary") !== null;
}

// Radio buttons do nothing with letters, so the shortcuts work on them too.
function takesLetters(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === "radio") return false;
  return isTypingTarget(target);
}
