import { environmentNames, environmentOf, overridingNames } from "./environment.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * One word for fish: between single quotes only the backslash and the single quote need a backslash.
 * https://fishshell.com/docs/current/language.html#quotes
 */
export function quoteFish(value: string): string {
  refuseUnprintable(value);
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** Lines for `… | source` or for pasting. Erases globals only: a universal variable would be gone for good. */
export function renderFish(credentials: RoleCredentials): string {
  const lines = [`set -eg ${overridingNames.join(" ")}`];
  for (const { name, value } of environmentOf(credentials)) lines.push(`set -gx ${name} ${quoteFish(value)}`);
  return `${lines.join("\n")}\n`;
}

export function renderUnsetFish(): string {
  return `set -eg ${environmentNames.join(" ")}\n`;
}
