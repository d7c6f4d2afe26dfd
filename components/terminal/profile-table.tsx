"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import { Notice } from "#components/ui/notice.tsx";
import { renderOneRole } from "#lib/terminal/render-one-role.ts";
import type { TerminalOptions } from "#lib/terminal/render-terminal.ts";
import type { NamedRole } from "#lib/terminal/terminal-role.ts";
import { needsToken, type TerminalStyle } from "#lib/terminal/terminal-styles.ts";

type ProfileTableProps = {
  named: readonly NamedRole[];
  style: TerminalStyle;
  options: TerminalOptions;
  /** Null while a choice is wrong: then nothing can be written down. */
  onToken: ((role: NamedRole) => void) | null;
};

const mostRows = 100;

/** The profiles by name, each with what to paste for it alone. */
export function ProfileTable({ named, style, options, onToken }: ProfileTableProps) {
  const t = useTranslations("terminal.profiles");
  const common = useTranslations("common");
  const announce = useAnnounce();
  const [copied, setCopied] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const asking = named.some((role) => role.asks.length > 0);
  async function copy(role: NamedRole) {
    const done = await copyText(renderOneRole(style, role, options));
    setCopied(done ? role.id : null);
    setRefused(!done);
    announce(done ? common("copiedWhat", { what: role.profile }) : t("copyRefused"));
  }
  return (
    <section aria-labelledby="terminal-profiles" className="grid gap-3">
      <h2 id="terminal-profiles" className="font-semibold">
        {t("title", { count: named.length })}
      </h2>
      {refused ? <Notice tone="warn">{t("copyRefused")}</Notice> : null}
      <DataTable
        caption={t("title", { count: named.length })}
        columns={[
          { key: "profile", label: t("profile") },
          { key: "role", label: t("role"), hideBelow: "sm" },
          ...(asking ? [{ key: "asks", label: t("asks"), hideBelow: "md" } as const] : []),
          { key: "actions", label: t("actions"), labelHidden: true, align: "end" },
        ]}
        rows={named.slice(0, mostRows).map((role) => ({
          key: role.id,
          cells: {
            profile: <code className="font-mono text-sm wrap-anywhere">{role.profile}</code>,
            role: (
              <>
                <span className="break-words">{`${role.accountName} / ${role.label || role.roleName}`}</span>
                <span className="block text-xs text-muted tabular-nums">
                  {formatAccountId(role.accountId)}
                </span>
              </>
            ),
            asks: (
              <span className="text-sm text-muted">
                {role.asks.map((what) => t(`ask.${what}`)).join(t("and"))}
              </span>
            ),
            actions: (
              <span className="inline-flex flex-wrap justify-end gap-1">
                {onToken === null ? null : (
                  <Button
                    variant="quiet"
                    onClick={() => copy(role)}
                    aria-label={
                      copied === role.id
                        ? common("copiedWhat", { what: role.profile })
                        : t("copyOf", { profile: role.profile })
                    }
                  >
                    {copied === role.id ? common("copied") : common("copy")}
                  </Button>
                )}
                {onToken !== null && needsToken(style) ? (
                  <Button
                    variant="quiet"
                    onClick={() => onToken(role)}
                    aria-label={t("tokenOf", { profile: role.profile })}
                  >
                    {t("token")}
                  </Button>
                ) : null}
              </span>
            ),
          },
        }))}
      />
      {named.length > mostRows ? (
        <p className="text-sm text-muted">{t("more", { count: named.length - mostRows })}</p>
      ) : null}
    </section>
  );
}
