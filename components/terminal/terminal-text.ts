import { markBlock } from "#lib/terminal/block-marks.ts";
import { nameRoles } from "#lib/terminal/name-roles.ts";
import { readNameTemplate } from "#lib/terminal/name-template.ts";
import { isSessionName, portalFileName } from "#lib/terminal/portal-names.ts";
import { renderInstaller } from "#lib/terminal/render-installer.ts";
import { renderTerminal, type TerminalOptions } from "#lib/terminal/render-terminal.ts";
import type { NamedRole, TerminalRole } from "#lib/terminal/terminal-role.ts";
import { isConfigStyle, needsToken } from "#lib/terminal/terminal-styles.ts";
import { isTokenFilePath, tokenFileBelowHome, withForwardSlashes } from "#lib/terminal/token-file.ts";
import type { TerminalChoices } from "./terminal-choices.ts";

/** What is wrong with the choices, by field. */
export type WrongChoices = {
  template?: { unknown: string | null };
  sessionName?: true;
  tokenFile?: true;
};

/** What the choices come to; nothing to copy while something is wrong or no role is chosen. */
export type TerminalText = {
  wrong: WrongChoices;
  named: readonly NamedRole[];
  /** Within its marks, for copying by hand. */
  block: string | null;
  /** The script that puts it into place, with the token given. */
  installer: (token: string | null) => string;
  /** Where the token is, as a person says it. */
  tokenFile: string;
  blockFile: string;
  options: TerminalOptions;
};

/** Stands for the home folder in what is pasted by hand, for a `credential_process` knows no variables. */
export const homeFolder = "/HOME/FOLDER";

/** Writes the text for some roles. */
export function terminalText(
  place: { origin: string; startUrl: string },
  roles: readonly TerminalRole[],
  choices: TerminalChoices,
): TerminalText {
  const { style } = choices;
  const { origin, startUrl } = place;
  const read = readNameTemplate(choices.template);
  const tokenFile = withForwardSlashes(choices.tokenFile);
  const wrong: WrongChoices = {
    ...(!read.ok && { template: { unknown: read.unknown } }),
    ...(!isSessionName(choices.sessionName) && { sessionName: true }),
    ...(needsToken(style) && tokenFile !== "" && !isTokenFilePath(tokenFile) && { tokenFile: true }),
  };
  const named = read.ok ? nameRoles(roles, read.template) : [];
  const first = named.some((role) => role.profile === choices.defaultProfile)
    ? choices.defaultProfile
    : (named[0]?.profile ?? null);
  const given = tokenFile === "" ? null : tokenFile;
  const options = {
    origin,
    startUrl,
    sessionName: choices.sessionName,
    ssoRegion: choices.ssoRegion,
    region: choices.region === "" ? null : choices.region,
    defaultProfile: choices.makesDefault ? first : null,
    tokenFile: given,
  };
  const right = Object.keys(wrong).length === 0 && named.length > 0;
  const body = (file: string | null) => renderTerminal(style, named, { ...options, tokenFile: file });
  const byHand = given ?? (style === "process" ? `${homeFolder}/${tokenFileBelowHome(origin)}` : null);
  return {
    wrong,
    named,
    block: right ? markBlock(origin, body(byHand)) : null,
    installer: (token) =>
      renderInstaller({
        origin,
        kind: isConfigStyle(style) ? "config" : "shell",
        body: body(given),
        token: needsToken(style) ? { file: given, value: token } : null,
      }),
    options: { ...options, tokenFile: byHand },
    tokenFile: given ?? `~/${tokenFileBelowHome(origin)}`,
    blockFile: isConfigStyle(style) ? "~/.aws/config" : `~/.aws/${portalFileName(origin)}.sh`,
  };
}
