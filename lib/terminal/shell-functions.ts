import { quoteBash } from "#lib/credentials/bash.ts";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { isRegion } from "./name-roles.ts";
import { functionName, isSessionName } from "./portal-names.ts";
import { regionFor } from "./region-for.ts";
import type { NamedRole } from "./terminal-role.ts";
import { isTokenFilePath, tokenFileBelowHome } from "./token-file.ts";

export type ShellOptions = {
  /** `GENKAN_URL`, without a slash at its end. */
  origin: string;
  /** Names the function. */
  sessionName: string;
  /** Absolute, see `isTokenFilePath`; null for the file below the home folder. */
  tokenFile: string | null;
  /** Another one below it. */
  tokenFileBelowHome?: string;
  /** For roles that have none of their own; null leaves the shell's region alone. */
  region: string | null;
};

/**
 * A file for POSIX shells, with one function that takes a profile's name, and its helper that finds the role. Names are
 * slugs and stand in quotes; what the reader types is only compared.
 * @param body lines of the function: `$1` is the profile, `$2` the role's id, a blank and the region, if there is one
 * @throws CredentialsRenderError when a name, path or region cannot stand there
 */
export function renderShellFile(
  roles: readonly NamedRole[],
  options: ShellOptions,
  what: string,
  body: readonly string[],
): string {
  const { sessionName, region } = options;
  if (!isSessionName(sessionName)) throw new CredentialsRenderError("sessionName");
  if (region !== null && !isRegion(region)) throw new CredentialsRenderError("region");
  const name = functionName(sessionName);
  const cases = roles.map(
    (role) =>
      `    ${quoteBash(role.profile)}) printf '%s %s' '${role.id}' '${regionFor(role, region) ?? ""}' ;;`,
  );
  return `${[
    `# ${what}`,
    `#   ${name}            lists the profiles`,
    `#   ${name} PROFILE    for this shell and what it starts`,
    `${name}_role() {`,
    `  case "\${1-}" in`,
    ...cases,
    "    *) return 1 ;;",
    "  esac",
    "}",
    `${name}() {`,
    `  if test -z "\${1-}"; then`,
    "    cat <<'PROFILES'",
    ...roles.map((role) => role.profile),
    "PROFILES",
    "    return 0",
    "  fi",
    `  if ! ${name}_role "$1" >/dev/null; then`,
    `    printf '%s\\n' '${name}: no such profile; without one it lists them' >&2`,
    "    return 1",
    "  fi",
    `  set -- "$1" "$(${name}_role "$1")"`,
    ...body.map((line) => `  ${line}`),
    "}",
  ].join("\n")}\n`;
}

/** The token file as a shell's word; the home folder is found when it runs. */
export function tokenFileWord(options: ShellOptions, before = ""): string {
  const { tokenFile, origin } = options;
  if (tokenFile === null)
    return `"${before}$HOME/${options.tokenFileBelowHome ?? tokenFileBelowHome(origin)}"`;
  if (!isTokenFilePath(tokenFile)) throw new CredentialsRenderError("tokenFile");
  return quoteBash(`${before}${tokenFile}`);
}
