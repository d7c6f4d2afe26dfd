import type { ReactNode } from "react";

/** A page's only h1, what it is for, and its main action at the right. */
export function PageHeading(props: { title: string; intro?: string; action?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pt-8 pb-4">
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">{props.title}</h1>
        {props.intro === undefined ? null : <p className="max-w-prose text-muted">{props.intro}</p>}
      </div>
      {props.action}
    </header>
  );
}
