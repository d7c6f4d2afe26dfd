"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { copyText } from "#components/ui/copy-text.ts";

export type ExportChoice = {
  format: "yaml" | "csv" | "extend-switch-roles" | "aws-config" | "bookmarks";
  hint: string;
  /** An address that answers the file to save. */
  href: string;
};

/** Files to take away, each with what it is for: saved, or copied. */
export function ExportList({ choices }: { choices: readonly ExportChoice[] }) {
  const t = useTranslations("transfer.export");
  const common = useTranslations("common");
  const announce = useAnnounce();
  const [state, setState] = useState<{ format: string; text: string } | null>(null);
  async function copy({ format, href }: ExportChoice) {
    setState({ format, text: t("fetching") });
    const text = await fetchText(href);
    const told = text !== null && (await copyText(text)) ? common("copied") : t("copyFailed");
    setState({ format, text: told });
    announce(told);
  }
  return (
    <ul className="grid w-full border-t border-line">
      {choices.map((choice) => {
        const name = t(`formats.${choice.format}`);
        return (
          <li
            key={choice.format}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{name}</p>
              <p className="max-w-prose text-sm text-muted">{choice.hint}</p>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              {state?.format === choice.format ? (
                <span className="text-sm text-muted">{state.text}</span>
              ) : null}
              <Button aria-label={t("copyOf", { name })} onClick={() => void copy(choice)}>
                {common("copy")}
              </Button>
              <ButtonLink href={choice.href} download label={t("downloadOf", { name })}>
                {t("download")}
              </ButtonLink>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

async function fetchText(href: string): Promise<string | null> {
  try {
    const response = await fetch(href, { credentials: "same-origin", cache: "no-store" });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
