"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import { Notice } from "#components/ui/notice.tsx";

/** A generated password, shown this once. */
export function PasswordToPassOn({ email, password }: { email: string; password: string }) {
  const t = useTranslations();
  const announce = useAnnounce();
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  async function copy() {
    const done = await copyText(password);
    setCopied(done);
    if (!done && shown.current !== null) selectText(shown.current);
    announce(done ? t("common.copied") : t("common.copyFailed"));
  }
  return (
    <div className="grid gap-3">
      <Notice tone="warn">{t("admin.people.passOn")}</Notice>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        <dt className="text-sm text-muted">{t("admin.people.email")}</dt>
        <dd className="break-all">{email}</dd>
        <dt className="text-sm text-muted">{t("admin.people.password")}</dt>
        <dd className="flex flex-wrap items-center gap-3">
          <code ref={shown} className="font-mono break-all">
            {password}
          </code>
          <Button onClick={copy} aria-label={t("admin.people.copyPassword")}>
            {copied ? t("common.copied") : t("common.copy")}
          </Button>
        </dd>
      </dl>
    </div>
  );
}
