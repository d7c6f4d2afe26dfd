"use client";

import { useTranslations } from "use-intl";
import { type TerminalStyle, terminalStyles } from "#lib/terminal/terminal-styles.ts";

/** The styles as radio buttons, each with what it is good for. */
export function StyleChoice(props: { style: TerminalStyle; onChange: (style: TerminalStyle) => void }) {
  const t = useTranslations("terminal.styles");
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-semibold">{t("legend")}</legend>
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {terminalStyles.map((style) => (
          <label
            key={style}
            className="relative grid content-start gap-0.5 border-l-2 border-line py-1 pl-3 hover:border-edge has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="style"
              value={style}
              checked={style === props.style}
              onChange={() => props.onChange(style)}
              aria-labelledby={`style-name-${style}`}
              aria-describedby={`style-${style}`}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            <span id={`style-name-${style}`} className="flex flex-wrap items-baseline gap-x-2">
              <span className={style === props.style ? "font-medium" : ""}>{t(`${style}.name`)}</span>
              <code className="font-mono text-xs text-muted">{t(`${style}.setting`)}</code>
            </span>
            <span id={`style-${style}`} className="text-sm text-muted">
              {t(`${style}.hint`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
