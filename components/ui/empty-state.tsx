import type { ReactNode } from "react";

/** Says why there is nothing, and the next step. */
export function EmptyState(props: { title: string; body: string; action?: ReactNode }) {
  return (
    <div className="grid max-w-prose justify-items-start gap-3 py-16">
      <h2 className="text-lg font-semibold">{props.title}</h2>
      <p className="text-muted">{props.body}</p>
      {props.action}
    </div>
  );
}
