"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { NewAccessToken } from "#lib/tokens/token-view.ts";

type AccessTokenReadyDialogProps = { made: NewAccessToken; onClose: () => void };

/** A new token, shown this once, and how to try it. */
export function AccessTokenReadyDialog({ made, onClose }: AccessTokenReadyDialogProps) {
  const t = useTranslations("tokens");
  const example = `curl -H "Authorization: Bearer $GENKAN_TOKEN" ${location.origin}/api/me`;
  return (
    <Dialog title={t("readyTitle", { name: made.name })} onClose={onClose}>
      <Notice tone="warn">{t("passOn")}</Notice>
      <Copied text={made.token} label={t("copyToken")} autofocus />
      <div className="grid gap-1">
        <h3 className="text-sm font-medium">{t("example")}</h3>
        <Copied text={example} label={t("copyExample")} />
        <p className="text-xs text-muted">{t("exampleHint")}</p>
      </div>
      <div className="flex justify-end">
        <Button onClick={onClose}>{t("done")}</Button>
      </div>
    </Dialog>
  );
}

function Copied({ text, label, autofocus }: { text: string; label: string; autofocus?: boolean }) {
  const t = useTranslations("common");
  const announce = useAnnounce();
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  async function copy() {
    const done = await copyText(text);
    setCopied(done);
    if (!done && shown.current !== null) selectText(shown.current);
    announce(done ? t("copied") : t("copyFailed"));
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <code ref={shown} className="min-w-0 font-mono text-sm break-all">
        {text}
      </code>
      <Button onClick={copy} aria-label={label} data-autofocus={autofocus}>
        {copied ? t("copied") : t("copy")}
      </Button>
    </div>
  );
}
