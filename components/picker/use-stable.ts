"use client";

import { useEffect, useRef, useState } from "react";

type Callbacks = Readonly<Record<string, (...given: never[]) => unknown>>;

/** The same object through a component's life whose functions call the latest ones: rows then need no new drawing. */
export function useStable<Given extends Callbacks>(callbacks: Given): Given {
  const latest = useRef(callbacks);
  useEffect(() => {
    latest.current = callbacks;
  });
  const [stable] = useState(() => {
    const forward = (name: string) =>
      [name, (...given: never[]) => latest.current[name]?.(...given)] as const;
    // Each name of the given object forwards to the function of that name, so the shape is the same.
    return Object.fromEntries(Object.keys(callbacks).map(forward)) as unknown as Given;
  });
  return stable;
}
