import { renderProcessConfig, renderSsoConfig } from "./render-config.ts";
import { renderContainerFunctions } from "./render-container-functions.ts";
import { renderExportFunctions } from "./render-export-functions.ts";
import type { NamedRole } from "./terminal-role.ts";
import type { TerminalStyle } from "./terminal-styles.ts";

export type TerminalOptions = {
  /** `GENKAN_URL`, without a slash at its end. */
  origin: string;
  /** What `startUrlOf` says of it. */
  startUrl: string;
  sessionName: string;
  ssoRegion: string;
  /** For roles that have none of their own; null writes none. */
  region: string | null;
  /** The profile that also becomes `[default]`, or null. */
  defaultProfile: string | null;
  /** Absolute; null leaves it to the installer. */
  tokenFile: string | null;
  /** Another file than the usual one below the home folder, for shells. */
  tokenFileBelowHome?: string;
};

/**
 * What stands between a portal's marks, in one of the styles.
 * @throws CredentialsRenderError when an option cannot stand there
 */
export function renderTerminal(
  style: TerminalStyle,
  roles: readonly NamedRole[],
  options: TerminalOptions,
): string {
  switch (style) {
    case "sso":
      return renderSsoConfig(roles, options);
    case "process":
      return renderProcessConfig(roles, options);
    case "container":
      return renderContainerFunctions(roles, options);
    case "exports":
      return renderExportFunctions(roles, options);
    default:
      return style satisfies never;
  }
}
