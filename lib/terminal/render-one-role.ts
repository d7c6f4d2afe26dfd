import { portalFileName } from "./portal-names.ts";
import { renderProcessConfig, renderSsoProfile } from "./render-config.ts";
import { renderContainerLines } from "./render-container-functions.ts";
import { renderExportLine } from "./render-export-functions.ts";
import type { TerminalOptions } from "./render-terminal.ts";
import type { NamedRole } from "./terminal-role.ts";
import type { TerminalStyle } from "./terminal-styles.ts";

/**
 * What to paste for one role: its profile without the session that all share, or lines for a shell.
 * @throws CredentialsRenderError when an option cannot stand there
 */
export function renderOneRole(style: TerminalStyle, role: NamedRole, options: TerminalOptions): string {
  switch (style) {
    case "sso":
      return renderSsoProfile(role, options);
    case "process":
      return renderProcessConfig([role], { ...options, defaultProfile: null });
    case "container":
      return renderContainerLines(role, options);
    case "exports":
      return renderExportLine(role, options);
    default:
      return style satisfies never;
  }
}

/**
 * A command that asks for the token of one role and writes it into a file of its own, so that no shell keeps it in its
 * history; and what to paste that reads it.
 * @param home the home folder as `credential_process` needs it, which knows no variables
 * @throws CredentialsRenderError when an option cannot stand there
 */
export function renderOneRoleWithToken(
  style: Exclude<TerminalStyle, "sso">,
  role: NamedRole,
  options: TerminalOptions,
  home: string,
): { command: string; text: string } {
  const file = `.aws/${portalFileName(options.origin)}-${role.profile}.token`;
  const ask = "printf 'Token: ' && IFS= read -r token";
  const write = `printf 'Authorization: Bearer %s\\n' "$token" > "$HOME/${file}"`;
  const command = `(umask 077 && mkdir -p "$HOME/.aws" && ${ask} && ${write})\n`;
  // Shells find the home folder themselves, so their file may differ from one machine to the next.
  const text =
    style === "process"
      ? renderOneRole(style, role, { ...options, tokenFile: `${home}/${file}` })
      : renderOneRole(style, role, { ...options, tokenFile: null, tokenFileBelowHome: file });
  return { command, text };
}
