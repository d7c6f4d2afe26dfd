import { environmentNames, environmentOf, overridingNames } from "./environment.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * One word for bash, zsh, dash and every POSIX shell: nothing is special between single quotes but the single quote.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function quoteBash(value: string): string {
  refuseUnprintable(value);
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/** Lines for `eval "$(…)"` or for pasting. No comments: an interactive zsh would run them. */
export function renderBash(credentials: RoleCredentials): string {
  // The semicolon keeps the lines apart for those who write eval $(…) without quotes.
  const lines = [`unset ${overridingNames.join(" ")};`];
  for (const { name, value } of environmentOf(credentials)) lines.push(`export ${name}=${quoteBash(value)}`);
  return `${lines.join("\n")}\n`;
}

export function renderUnsetBash(): string {
  return `unset ${environmentNames.join(" ")}\n`;
}
