"use client";

import { useNow } from "#components/use-now.ts";

/** What is being waited for, and after a second for how long already. */
export function Asking(props: { since: number; text: string; textAfter: (seconds: number) => string }) {
  const now = useNow();
  const seconds = now === 0 || props.since === 0 ? 0 : Math.floor((now - props.since) / 1000);
  return (
    <div className="grid gap-2">
      <p role="status" className="sr-only">
        {props.text}
      </p>
      <p aria-hidden="true" className="text-muted tabular-nums">
        {seconds >= 1 ? props.textAfter(seconds) : props.text}
      </p>
      <div className="waiting-line h-0.5 w-full overflow-hidden bg-line" aria-hidden="true" />
    </div>
  );
}
