import { regionFor } from "./region-for.ts";
import { renderShellFile, type ShellOptions, tokenFileWord } from "./shell-functions.ts";
import type { NamedRole } from "./terminal-role.ts";

const json = "Content-Type: application/json";

/**
 * A file for POSIX shells with a function that exports a role's keys. They end, and nothing renews them.
 * @throws CredentialsRenderError when a name, path or region cannot stand there
 */
export function renderExportFunctions(roles: readonly NamedRole[], options: ShellOptions): string {
  const header = tokenFileWord(options, "@");
  return renderShellFile(roles, options, "AWS credentials as exported variables.", [
    `if test -n "\${2#* }"; then`,
    `  set -- "$2" "{\\"format\\":\\"bash\\",\\"region\\":\\"\${2#* }\\"}"`,
    "else",
    `  set -- "$2" '{"format":"bash"}'`,
    "fi",
    `set -- "$(curl -sSf -X POST -H ${header} -H '${json}' -d "$2" "${options.origin}/api/roles/\${1%% *}/credentials")"`,
    'if test -z "$1"; then return 1; fi',
    'eval "$1"',
  ]);
}

/** A line to paste for one role. */
export function renderExportLine(role: NamedRole, options: ShellOptions): string {
  const region = regionFor(role, options.region);
  const body = JSON.stringify({ format: "bash", ...(region !== null && { region }) });
  const url = `${options.origin}/api/roles/${role.id}/credentials`;
  return `eval "$(curl -sSf -X POST -H ${tokenFileWord(options, "@")} -H '${json}' -d '${body}' '${url}')"\n`;
}
