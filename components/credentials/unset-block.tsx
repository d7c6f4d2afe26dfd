"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import type { UnsetFormat } from "#lib/credentials/credential-formats.ts";
import { renderUnset } from "#lib/credentials/render-unset.ts";
import { CodeBlock } from "./code-block.tsx";

/** The commands that take the variables away again, with their own copy button. */
export function UnsetBlock({ format }: { format: UnsetFormat }) {
  const t = useTranslations("credentials");
  const common = useTranslations("common");
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const block = useRef<HTMLPreElement>(null);
  const text = renderUnset(format);
  async function copy() {
    const done = await copyText(text);
    if (!done && block.current !== null) selectText(block.current);
    setCopied(done);
    announce(done ? t("unsetCopied") : common("copyFailed"));
  }
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-sm font-medium">{t("unset")}</h3>
        <Button variant="quiet" onClick={copy} aria-label={t("copyUnset")}>
          {copied ? t("copied") : t("copy")}
        </Button>
      </div>
      <CodeBlock
        ref={block}
        size="aside"
        label={t("unsetBlock", { format: t(`formats.${format}`) })}
        text={text}
      />
    </section>
  );
}
