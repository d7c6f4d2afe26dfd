"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { useDialog } from "#components/admin/use-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { TerminalView } from "#lib/access/terminal-view.ts";
import { portalFileName, portalHost } from "#lib/terminal/portal-names.ts";
import { pasteInstaller } from "#lib/terminal/render-installer.ts";
import type { NamedRole } from "#lib/terminal/terminal-role.ts";
import { isConfigStyle, needsToken, type TerminalStyle } from "#lib/terminal/terminal-styles.ts";
import { chooseRoles } from "./choose-roles.ts";
import { ProfileTable } from "./profile-table.tsx";
import { RoleTokenDialog } from "./role-token-dialog.tsx";
import { StyleChoice } from "./style-choice.tsx";
import { firstChoices, keepChoices, keptChoices, type TerminalChoices } from "./terminal-choices.ts";
import { TerminalNotes } from "./terminal-notes.tsx";
import { TerminalOptions } from "./terminal-options.tsx";
import { homeFolder, terminalText } from "./terminal-text.ts";
import { TerminalTokenDialog } from "./terminal-token-dialog.tsx";
import { TextOutput } from "./text-output.tsx";

type Open =
  | { kind: "token" }
  | { kind: "roleToken"; role: NamedRole }
  | { kind: "roleReady"; role: NamedRole; style: Exclude<TerminalStyle, "sso">; token: string };

/** How many roles a token is limited to at most. */
const mostTokenRoles = 500;

/** The whole configuration for a terminal: how it signs in, what it is called, and how it gets there. */
export function TerminalConfig({ view }: { view: TerminalView }) {
  const t = useTranslations("terminal");
  const { origin, startUrl, roles } = view;
  const [choices, setChoices] = useState<TerminalChoices>(() => firstChoices(origin));
  const [token, setToken] = useState<{ value: string; roleIds: ReadonlySet<string> } | null>(null);
  const { which, open, close } = useDialog<Open>();
  // After the first render: the server knows nothing of what this browser kept.
  useEffect(() => setChoices((before) => ({ ...before, ...keptChoices() })), []);
  const settled = useDeferredValue(choices);
  const chosen = useMemo(() => chooseRoles(roles, settled), [roles, settled]);
  const text = useMemo(
    () => terminalText({ origin, startUrl }, chosen, settled),
    [origin, startUrl, chosen, settled],
  );
  const { style } = settled;
  const withToken = needsToken(style);
  const secret = withToken ? (token?.value ?? null) : null;
  const installer = useMemo(() => (text.block === null ? null : text.installer(secret)), [text, secret]);

  function choose(change: Partial<TerminalChoices>) {
    const next = { ...choices, ...change };
    setChoices(next);
    keepChoices(next);
  }

  const partitions = useMemo(() => [...new Set(roles.map((role) => role.partition))], [roles]);
  const script = isConfigStyle(style) ? "genkan-aws-config.sh" : "genkan-shell.sh";
  const uncovered = token === null ? 0 : text.named.filter(({ id }) => !token.roleIds.has(id)).length;
  const asking = text.named.filter((role) => role.asks.length > 0).length;
  return (
    <div className="grid gap-10 pb-16">
      <StyleChoice style={choices.style} onChange={(next) => choose({ style: next })} />
      <TerminalOptions
        choices={choices}
        text={text}
        totals={{ all: roles.length, pinned: roles.filter((role) => role.pinned).length }}
        partitions={partitions}
        onChange={choose}
      />
      {text.named.length === 0 ? <p>{t("output.noRoles")}</p> : null}
      {text.block === null || installer === null ? null : (
        <>
          {withToken ? (
            <section aria-labelledby="terminal-token" className="grid max-w-prose justify-items-start gap-3">
              <h2 id="terminal-token" className="font-semibold">
                {t("token.section")}
              </h2>
              <p className="text-muted">{t("token.intro", { file: text.tokenFile })}</p>
              {text.named.length > mostTokenRoles ? (
                <Notice tone="warn">{t("token.tooMany", { most: String(mostTokenRoles) })}</Notice>
              ) : (
                <Button onClick={() => open({ kind: "token" })}>
                  {t("token.make", { count: text.named.length })}
                </Button>
              )}
              {token === null ? null : <Notice tone="ok">{t("token.ready")}</Notice>}
              {uncovered > 0 ? (
                <Notice tone="warn">{t("token.uncovered", { count: uncovered })}</Notice>
              ) : null}
            </section>
          ) : null}
          <section aria-labelledby="terminal-output" className="grid min-w-0 gap-3">
            <h2 id="terminal-output" className="font-semibold">
              {t("output.command")}
            </h2>
            <p className="max-w-prose text-muted">
              {t(secret === null ? "output.paste" : "output.saveOnly")}{" "}
              {t("output.commandHint", { file: text.blockFile })}
            </p>
            <ul className="grid gap-1 text-sm text-muted">
              {(["put", "undo"] as const).map((what) => (
                <li key={what} className="flex flex-wrap gap-x-3">
                  <code className="font-mono text-ink">{`sh ${script}${what === "undo" ? " --undo" : ""}`}</code>
                  {t(`output.${what}`)}
                </li>
              ))}
            </ul>
            {withToken && token === null ? <Notice tone="info">{t("output.noToken")}</Notice> : null}
            <TextOutput
              label={t("output.script")}
              text={installer}
              toCopy={secret === null ? pasteInstaller(installer) : installer}
              secret={secret}
              fileName={script}
              primary={secret === null ? "copy" : "save"}
            />
            <details className="border-t border-line pt-3">
              <summary className="w-fit cursor-pointer rounded-sm font-medium">{t("output.byHand")}</summary>
              <div className="grid gap-3 pt-3">
                <p className="max-w-prose text-muted">{t("output.byHandHint", { file: text.blockFile })}</p>
                {text.block.includes(homeFolder) ? (
                  <p className="max-w-prose text-muted">{t("token.homeFolder", { folder: homeFolder })}</p>
                ) : null}
                <TextOutput
                  label={t("output.block")}
                  text={text.block}
                  fileName={isConfigStyle(style) ? "config" : `${portalFileName(origin)}.sh`}
                />
              </div>
            </details>
          </section>
        </>
      )}
      {asking > 0 ? <Notice tone="info">{t("profiles.asking", { count: asking })}</Notice> : null}
      {text.named.length === 0 ? null : (
        <ProfileTable
          named={text.named}
          style={style}
          options={text.options}
          onToken={text.block === null ? null : (role) => open({ kind: "roleToken", role })}
        />
      )}
      <TerminalNotes profile={text.named[0]?.profile ?? "PROFILE"} plainHttp={origin.startsWith("http:")} />
      {which?.kind === "token" ? (
        <TerminalTokenDialog
          roleIds={text.named.map(({ id }) => id)}
          name={t("token.defaultName", { host: portalHost(origin) })}
          onMade={(made) => {
            setToken({ value: made.token, roleIds: new Set(text.named.map(({ id }) => id)) });
            close();
          }}
          onClose={close}
        />
      ) : null}
      {which?.kind === "roleToken" && style !== "sso" ? (
        <TerminalTokenDialog
          roleIds={[which.role.id]}
          name={which.role.profile.slice(0, 100)}
          onMade={(made) => open({ kind: "roleReady", role: which.role, style, token: made.token })}
          onClose={close}
        />
      ) : null}
      {which?.kind === "roleReady" ? (
        <RoleTokenDialog
          role={which.role}
          style={which.style}
          options={text.options}
          token={which.token}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
