import { CredentialsRenderError } from "./credentials-render-error.ts";
import { environmentNames, environmentOf, overridingNames } from "./environment.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * The assignment `"NAME=value"` for cmd.exe's `set`. Between the quotes & | < > ^ ( ) and spaces are plain text.
 *
 * Throws `CredentialsRenderError` for % ! and " and for over 8,000 characters: a percent sign is doubled in a batch
 * file and cannot be at the prompt, ! expands where delayed expansion is on, a quote ends the quoting, and lines end
 * at 8,191. No spelling is right everywhere, so there is none.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/set_1 and, for the order in which a
 * line is read, https://stackoverflow.com/a/4095133
 */
export function quoteCmd(name: string, value: string): string {
  refuseUnprintable(value);
  if (/[%!"]/.test(value) || value.length > 8000) throw new CredentialsRenderError("value");
  return `"${name}=${value}"`;
}

/** Lines for the prompt or a batch file. An empty assignment removes a variable. */
export function renderCmd(credentials: RoleCredentials): string {
  const lines = overridingNames.map((name) => `set ${quoteCmd(name, "")}`);
  for (const { name, value } of environmentOf(credentials)) lines.push(`set ${quoteCmd(name, value)}`);
  return `${lines.join("\n")}\n`;
}

export function renderUnsetCmd(): string {
  return environmentNames.map((name) => `set ${quoteCmd(name, "")}\n`).join("");
}
