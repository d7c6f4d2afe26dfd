import type { ReactNode } from "react";
import { LanguageSwitch } from "./language-switch.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

/** The frame of pages before the door: one narrow column, the mark above it. */
export function Entrance(props: { title: string; tagline: string; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-4">
      <div className="flex justify-end gap-1 py-2">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main id="content" className="mx-auto grid w-full max-w-80 content-center gap-8 pb-24">
        <header className="grid gap-6">
          <div className="flex items-center gap-3 border-b border-line pb-6">
            <span
              lang="ja"
              aria-hidden="true"
              className="text-[2.5rem] leading-none font-semibold text-accent"
            >
              玄
            </span>
            <p className="grid">
              <span className="text-lg font-semibold tracking-[-0.011em]">Genkan</span>
              <span className="text-sm text-muted">{props.tagline}</span>
            </p>
          </div>
          <h1 className="text-xl font-semibold">{props.title}</h1>
        </header>
        {props.children}
      </main>
    </div>
  );
}
