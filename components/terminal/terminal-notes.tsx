"use client";

import { useTranslations } from "use-intl";
import { terminalTools, toolSnippet } from "#lib/terminal/tool-snippets.ts";

const warnings = [
  "realIdentityCenter",
  "globalEndpoint",
  "fips",
  "jsProfile",
  "activeProfile",
  "defaultFirst",
] as const;

/** What trips people up, and what to write for tools that read the configuration. */
export function TerminalNotes({ profile, plainHttp }: { profile: string; plainHttp: boolean }) {
  const t = useTranslations("terminal.notes");
  return (
    <>
      <section aria-labelledby="terminal-warnings" className="grid gap-3">
        <h2 id="terminal-warnings" className="font-semibold">
          {t("warnings")}
        </h2>
        <ul className="grid max-w-prose gap-3">
          {plainHttp ? <Warning title={t("plainHttp.title")} text={t("plainHttp.text")} /> : null}
          {warnings.map((name) => (
            <Warning key={name} title={t(`${name}.title`)} text={t(`${name}.text`)} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="terminal-tools" className="grid gap-3">
        <h2 id="terminal-tools" className="font-semibold">
          {t("tools")}
        </h2>
        <p className="max-w-prose text-muted">{t("toolsIntro")}</p>
        <div className="border-t border-line">
          {terminalTools.map((tool) => (
            <details key={tool} className="border-b border-line py-2">
              <summary className="w-fit cursor-pointer rounded-sm py-0.5 pointer-coarse:py-2">
                <span className="mr-3 font-medium">{t(`tool.${tool}.name`)}</span>
                <span className="text-sm text-muted">{t(`tool.${tool}.style`)}</span>
              </summary>
              <div className="grid min-w-0 gap-2 pt-2">
                <p className="max-w-prose text-sm text-muted">{t(`tool.${tool}.text`)}</p>
                <pre
                  translate="no"
                  className="overflow-auto rounded-sm bg-sunken px-3 py-2.5 font-mono text-xs leading-5 whitespace-pre-wrap text-ink wrap-anywhere"
                >
                  {toolSnippet(tool, profile)}
                </pre>
              </div>
            </details>
          ))}
        </div>
      </section>
    </>
  );
}

function Warning({ title, text }: { title: string; text: string }) {
  return (
    <li className="border-l-2 border-warn pl-3">
      <span className="font-medium">{title}</span>
      <span className="block text-sm text-muted">{text}</span>
    </li>
  );
}
