import type { TerminalRole } from "#lib/terminal/terminal-role.ts";

/** What a terminal's configuration is made of. */
export type TerminalView = {
  /** `GENKAN_URL`, without a slash at its end. */
  origin: string;
  /** What AWS clients are told as `sso_start_url`. */
  startUrl: string;
  roles: TerminalRole[];
};
