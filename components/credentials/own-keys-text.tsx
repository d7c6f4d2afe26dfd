"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import type { OwnKeysKind } from "#lib/credentials/own-keys/own-keys-kinds.ts";
import { CodeBlock } from "./code-block.tsx";

/** One block with where it goes and its own copy button. */
export function OwnKeysText(props: { kind: OwnKeysKind; text: string; profileName: string }) {
  const t = useTranslations("ownKeys");
  const common = useTranslations("common");
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const block = useRef<HTMLPreElement>(null);
  const { kind, text, profileName } = props;
  const name = t(`kinds.${kind}`);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is not copied yet.
  useEffect(() => setCopied(false), [text]);

  async function copy() {
    const done = await copyText(text);
    if (!done && block.current !== null) selectText(block.current);
    setCopied(done);
    announce(done ? t("copiedKind", { kind: name }) : common("copyFailed"));
  }

  return (
    <div className="grid min-w-0 gap-2">
      <p className="text-sm text-muted">{t(`hints.${kind}`, { profile: profileName })}</p>
      <CodeBlock ref={block} size="main" label={t("block", { kind: name })} text={text} />
      <div>
        <Button onClick={copy}>{copied ? t("copied") : t("copy")}</Button>
      </div>
    </div>
  );
}
