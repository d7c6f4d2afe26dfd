/**
 * - `sso`: AWS clients sign in by themselves, as at IAM Identity Center.
 * - `process`: clients run curl with an access token.
 * - `container`: variables that clients fetch credentials with, by an access token.
 * - `exports`: a shell function that exports the keys themselves, by an access token.
 */
export const terminalStyles = ["sso", "process", "container", "exports"] as const;
export type TerminalStyle = (typeof terminalStyles)[number];

/** Whether a style is written into `~/.aws/config`; the others are files for a shell. */
export function isConfigStyle(style: TerminalStyle): style is "sso" | "process" {
  return style === "sso" || style === "process";
}

/** Whether a style needs an access token in a file. */
export function needsToken(style: TerminalStyle): boolean {
  return style !== "sso";
}
