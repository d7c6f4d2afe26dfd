import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";

/** Header, main and an optional strip at the foot. Presentational, for server and client pages alike. */
export function ShellFrame(props: {
  labels: { product: string; skip: string };
  search: ReactNode;
  tools: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30 focus:rounded-sm focus:bg-accent focus:px-3 focus:py-1.5 focus:text-on-accent"
      >
        {props.labels.skip}
      </a>
      <header className="sticky top-0 z-20 border-b border-line bg-ground">
        <div className="mx-auto grid w-full max-w-[96rem] grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 px-4 sm:gap-x-6 max-sm:gap-y-1.5 max-sm:py-1.5 sm:h-12 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
          <Mark label={props.labels.product} />
          <div className="max-sm:order-3 max-sm:col-span-2">{props.search}</div>
          <div className="flex min-w-0 items-center gap-1 max-sm:justify-self-end">{props.tools}</div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[96rem] flex-1 px-4 outline-none">
        {props.children}
      </main>
      {props.foot}
    </div>
  );
}
