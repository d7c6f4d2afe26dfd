"use client";

import { useSyncExternalStore } from "react";
import { keepPreference, readPreference, singleKeysCookie } from "./preference-cookies.ts";

const listeners = new Set<() => void>();

/** Whether single letters are shortcuts in this browser. WCAG 2.1.4 asks for a way to turn them off. */
export function useSingleKeys(): [on: boolean, setOn: (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, singleKeysOn, () => true);
  return [on, setSingleKeys];
}

/** The same, read once. */
export function singleKeysOn(): boolean {
  return readPreference(singleKeysCookie) !== "off";
}

function setSingleKeys(on: boolean): void {
  keepPreference(singleKeysCookie, on ? null : "off");
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
