"use client";

import { Eye, EyeOff, RotateCw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import { Notice } from "#components/ui/notice.tsx";
import { renderCredentials } from "#lib/credentials/render-credentials.ts";
import { renderMaskedCredentials } from "#lib/credentials/render-masked-credentials.ts";
import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";
import { CodeBlock } from "./code-block.tsx";
import { Countdown, ExpiryWarning } from "./countdown.tsx";
import type { IssuedFormat } from "./remembered-format.ts";
import { useDialogKeys } from "./use-dialog-keys.ts";

type IssuedBlockProps = {
  credentials: RoleCredentials;
  readOnly: boolean;
  /** The only address that they work from, or null for any. */
  boundTo: string | null;
  format: IssuedFormat;
  renew: () => void;
};
type CopyState = "idle" | "copied" | "refused";

/** The credentials in one format, masked until asked; copying takes the real ones either way. */
export function IssuedBlock(props: IssuedBlockProps) {
  const { credentials, readOnly, boundTo, format, renew } = props;
  const t = useTranslations("credentials");
  const common = useTranslations("common");
  const announce = useAnnounce();
  const [shown, setShown] = useState(false);
  const [copyState, setCopyState] = useState<CopyState>("idle");
  const block = useRef<HTMLPreElement>(null);
  const copyButton = useRef<HTMLButtonElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other credentials or another format are not copied yet.
  useEffect(() => setCopyState("idle"), [credentials, format]);
  useEffect(() => {
    // Enter copies; but somebody who is in a field stays there.
    if (document.activeElement?.matches("body, dialog")) copyButton.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (copyState === "refused" && block.current !== null) selectText(block.current);
  }, [copyState]);

  async function copy() {
    const copied = await copyText(renderCredentials(format, credentials));
    if (!copied) setShown(true);
    setCopyState(copied ? "copied" : "refused");
    announce(copied ? t("copiedFormat", { format: t(`formats.${format}`) }) : common("copyFailed"));
  }

  const toggle = () => setShown((before) => !before);
  useDialogKeys({ y: copy, Enter: copy, r: renew, s: toggle });

  const text = shown ? renderCredentials(format, credentials) : renderMaskedCredentials(format, credentials);
  return (
    <div className="grid min-w-0 gap-3">
      <ExpiryWarning expiresAt={credentials.expiresAt} />
      <p className="text-sm text-muted">{t(`hints.${format}`, { profile: credentials.profileName })}</p>
      <CodeBlock ref={block} size="main" label={t("block", { format: t(`formats.${format}`) })} text={text} />
      <div className="flex flex-wrap items-center gap-2">
        <Button ref={copyButton} variant="primary" onClick={copy} aria-keyshortcuts="y">
          {copyState === "copied" ? t("copied") : t("copy")}
        </Button>
        <Button onClick={toggle} aria-pressed={shown} aria-keyshortcuts="s">
          {shown ? <EyeOff size={15} aria-hidden /> : <Eye size={15} aria-hidden />}
          {shown ? t("hide") : t("show")}
        </Button>
        <Button onClick={renew} aria-keyshortcuts="r">
          <RotateCw size={14} aria-hidden />
          {t("renew")}
        </Button>
        <div className="sm:ml-auto">
          <Countdown expiresAt={credentials.expiresAt} />
        </div>
      </div>
      {copyState === "refused" ? <Notice tone="warn">{common("copyFailed")}</Notice> : null}
      {readOnly || boundTo !== null ? (
        <p className="flex flex-wrap gap-x-3 text-sm">
          {readOnly ? <span>{t("isReadOnly")}</span> : null}
          {boundTo === null ? null : <span>{t("isBoundTo", { address: boundTo })}</span>}
        </p>
      ) : null}
      <p className="text-xs text-muted">{shown ? t("shownNote") : t("maskedNote")}</p>
    </div>
  );
}
