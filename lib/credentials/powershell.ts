import { environmentNames, environmentOf, overridingNames } from "./environment.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * One verbatim string for Windows PowerShell 5.1 and PowerShell 7. Curly single quotes close a string just as the
 * straight one does; any of them doubled stands for itself.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function quotePowershell(value: string): string {
  refuseUnprintable(value);
  return `'${value.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
}

/** Lines for pasting or `Invoke-Expression`. Assigning $null removes a variable. */
export function renderPowershell(credentials: RoleCredentials): string {
  const lines: string[] = overridingNames.map((name) => `$Env:${name} = $null`);
  for (const { name, value } of environmentOf(credentials)) {
    lines.push(`$Env:${name} = ${quotePowershell(value)}`);
  }
  return `${lines.join("\n")}\n`;
}

export function renderUnsetPowershell(): string {
  return environmentNames.map((name) => `$Env:${name} = $null\n`).join("");
}
