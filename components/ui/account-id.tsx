"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "./announcer.tsx";
import { copyText, selectText } from "./copy-text.ts";
import { formatAccountId } from "./format-account-id.ts";

export { formatAccountId };

/** Twelve digits in threes of four, to read; pressing copies them without dashes. */
export function AccountId(props: { id: string; tabIndex?: number; children?: React.ReactNode }) {
  const t = useTranslations("common");
  const announce = useAnnounce();
  const ref = useRef<HTMLButtonElement>(null);
  // Which id was: a row of a list may come to show another one.
  const [copiedId, setCopiedId] = useState<string | null>(null);
  const label = t("copyAccountId", { id: formatAccountId(props.id) });
  useEffect(() => {
    if (copiedId === null) return;
    const timer = setTimeout(() => setCopiedId(null), 1500);
    return () => clearTimeout(timer);
  }, [copiedId]);
  async function copy() {
    if (await copyText(props.id)) {
      setCopiedId(props.id);
      announce(t("copiedWhat", { what: t("accountId", { id: props.id }) }));
    } else {
      if (ref.current !== null) selectText(ref.current);
      announce(t("copyFailed"));
    }
  }
  return (
    <button
      ref={ref}
      type="button"
      tabIndex={props.tabIndex}
      aria-label={label}
      title={label}
      onClick={copy}
      className="-mx-1 min-h-6 rounded-sm px-1 text-left whitespace-nowrap text-muted tabular-nums hover:bg-hover hover:text-ink"
    >
      {copiedId === props.id ? (
        <span className="text-ok">{t("copied")}</span>
      ) : (
        (props.children ?? formatAccountId(props.id))
      )}
    </button>
  );
}
