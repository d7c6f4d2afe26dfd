import type { ReactNode } from "react";
import { FocusedHeading } from "#components/ui/focused-heading.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

type EntranceProps = {
  title: string;
  tagline: string;
  /** For what must be read: a wider column. */
  size?: "form" | "text";
  /** Where nothing below the title should be pressed before it is read. */
  focusTitle?: boolean;
  children: ReactNode;
};

/** The frame of pages before the door: one narrow column, the mark above it. */
export function Entrance({ size = "form", focusTitle = false, ...props }: EntranceProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-4">
      <div className="flex justify-end gap-1 py-2">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <main
        id="content"
        className={`mx-auto grid w-full content-center gap-8 pb-24 ${size === "form" ? "max-w-80" : "max-w-xl"}`}
      >
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
          {focusTitle ? (
            <FocusedHeading level={1}>{props.title}</FocusedHeading>
          ) : (
            <h1 className="text-xl font-semibold">{props.title}</h1>
          )}
        </header>
        {props.children}
      </main>
    </div>
  );
}
