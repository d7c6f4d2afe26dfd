"use client";

import { useSyncExternalStore } from "react";

/** The time, anew every second; 0 while the server renders. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, second, () => 0);
}

function subscribe(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}

function second(): number {
  return Math.floor(Date.now() / 1000) * 1000;
}
