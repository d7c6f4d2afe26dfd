"use client";

import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { renderOneRoleWithToken } from "#lib/terminal/render-one-role.ts";
import type { TerminalOptions } from "#lib/terminal/render-terminal.ts";
import type { NamedRole } from "#lib/terminal/terminal-role.ts";
import type { TerminalStyle } from "#lib/terminal/terminal-styles.ts";
import { homeFolder } from "./terminal-text.ts";
import { TextOutput } from "./text-output.tsx";

type RoleTokenDialogProps = {
  role: NamedRole;
  style: Exclude<TerminalStyle, "sso">;
  options: TerminalOptions;
  token: string;
  onClose: () => void;
};

/** A token that opens one role alone, shown this once, with where to put it. */
export function RoleTokenDialog({ role, style, options, token, onClose }: RoleTokenDialogProps) {
  const t = useTranslations("terminal.token");
  const { command, text } = renderOneRoleWithToken(style, role, options, homeFolder);
  return (
    <Dialog size="large" title={t("readyOne", { profile: role.profile })} onClose={onClose}>
      <Notice tone="warn">{t("once")}</Notice>
      <h3 className="text-sm font-medium">{t("command")}</h3>
      <TextOutput label={t("command")} text={command} />
      <h3 className="text-sm font-medium">{t("value")}</h3>
      <TextOutput label={t("value")} text={token} secret={token} primary="copy" />
      <h3 className="text-sm font-medium">{t("text")}</h3>
      <TextOutput label={t("text")} text={text} />
      {style === "process" ? (
        <p className="text-xs text-muted">{t("homeFolder", { folder: homeFolder })}</p>
      ) : null}
      <div className="flex justify-end">
        <Button onClick={onClose}>{t("done")}</Button>
      </div>
    </Dialog>
  );
}
