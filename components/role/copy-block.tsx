"use client";

import { type ReactNode, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";

type CopyBlockProps = {
  /** Above the text. */
  title: ReactNode;
  /** What the text is, for screen readers and for what was copied. */
  label: string;
  text: string;
};

/** Text to paste somewhere else, as it will be pasted, with a button that copies all of it. */
export function CopyBlock({ title, label, text }: CopyBlockProps) {
  const t = useTranslations("common");
  const announce = useAnnounce();
  const block = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState<string | null>(null);
  async function copy() {
    const done = await copyText(text);
    setCopied(done ? text : null);
    if (!done && block.current !== null) selectText(block.current);
    announce(done ? t("copiedWhat", { what: label }) : t("copyFailed"));
  }
  return (
    <section aria-label={label} className="grid min-w-0 content-start gap-1">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <div className="min-w-0 text-sm text-muted">{title}</div>
        <Button variant="quiet" onClick={copy} aria-label={`${t("copy")}: ${label}`}>
          {copied === text ? t("copied") : t("copy")}
        </Button>
      </div>
      <pre
        ref={block}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        translate="no"
        className="max-h-112 overflow-auto rounded-sm bg-sunken px-3 py-2.5 font-mono text-xs leading-5 whitespace-pre text-ink"
      >
        {text}
      </pre>
    </section>
  );
}
