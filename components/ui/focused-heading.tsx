"use client";

import { useEffect, useRef } from "react";

/** A heading that takes the focus as it appears, where nothing below it should be pressed before it is read. */
export function FocusedHeading({ level, children }: { level: 1 | 2; children: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  const Heading = level === 1 ? "h1" : "h2";
  useEffect(() => ref.current?.focus(), []);
  return (
    <Heading
      ref={ref}
      tabIndex={-1}
      className={`font-semibold outline-none ${level === 1 ? "text-xl" : "text-lg"}`}
    >
      {children}
    </Heading>
  );
}
