"use client";

import { Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { CodeBlock } from "#components/credentials/code-block.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import { Notice } from "#components/ui/notice.tsx";

type TextOutputProps = {
  /** What it is, in words. */
  label: string;
  text: string;
  /** A secret in the text, which is shown only when asked for; copies and downloads have it. */
  secret?: string | null;
  /** What copying takes, where that is not the text as it stands. */
  toCopy?: string;
  /** The name of the file to save, where it is one. */
  fileName?: string;
  /** Which of the two is what most people want. */
  primary?: "copy" | "save";
};

/** More lines than anybody reads here: a page of ten thousand profiles stays quick. */
const mostLines = 1500;
/** More characters than a clipboard and a terminal take well. */
const mostCopied = 100_000;

/** A text with buttons that copy and save it. */
export function TextOutput({
  label,
  text,
  toCopy = text,
  secret = null,
  fileName,
  primary,
}: TextOutputProps) {
  const t = useTranslations("terminal.output");
  const common = useTranslations("common");
  const announce = useAnnounce();
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState<boolean | null>(null);
  const block = useRef<HTMLPreElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is not copied yet.
  useEffect(() => setCopied(null), [text]);
  useEffect(() => {
    if (copied === false && block.current !== null) selectText(block.current);
  }, [copied]);

  async function copy() {
    const done = await copyText(toCopy);
    if (!done) setShown(true);
    setCopied(done);
    announce(done ? common("copiedWhat", { what: label }) : common("copyFailed"));
  }
  function save(name: string) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    // Browsers take the address when they begin to save.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    announce(t("saved", { file: name }));
  }

  const visible = shown || secret === null ? text : text.replaceAll(secret, `••••${secret.slice(-4)}`);
  const lines = visible.split("\n");
  const more = Math.max(0, lines.length - 1 - mostLines);
  const part = copied === false || more === 0 ? visible : `${lines.slice(0, mostLines).join("\n")}\n`;
  const big = text.length > mostCopied;
  return (
    <div className="grid min-w-0 gap-2">
      <CodeBlock ref={block} size={lines.length > 8 ? "main" : "aside"} label={label} text={part} />
      {more === 0 ? null : <p className="text-xs text-muted">{t("moreLines", { count: more })}</p>}
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={copy}
          variant={primary === "copy" && !big ? "primary" : "secondary"}
          aria-label={
            copied === true ? common("copiedWhat", { what: label }) : t("copyWhat", { what: label })
          }
        >
          {copied === true ? common("copied") : common("copy")}
        </Button>
        {fileName === undefined ? null : (
          <Button
            onClick={() => save(fileName)}
            variant={primary === "save" || (primary === "copy" && big) ? "primary" : "secondary"}
          >
            {t("save", { file: fileName })}
          </Button>
        )}
        {secret === null ? null : (
          <Button onClick={() => setShown((before) => !before)} aria-pressed={shown}>
            {shown ? <EyeOff size={15} aria-hidden /> : <Eye size={15} aria-hidden />}
            {shown ? t("hide") : t("show")}
          </Button>
        )}
      </div>
      {copied === false ? <Notice tone="warn">{common("copyFailed")}</Notice> : null}
      {big ? <p className="text-xs text-muted">{t("big")}</p> : null}
    </div>
  );
}
