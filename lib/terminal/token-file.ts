import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { portalFileName } from "./portal-names.ts";

/** Stands where the installer puts the path of the token file, when the page was not told one. */
export const tokenFilePlaceholder = "__GENKAN_TOKEN_FILE__";

/** Where the token file is unless told otherwise, below the home folder. */
export function tokenFileBelowHome(origin: string): string {
  return `.aws/${portalFileName(origin)}.token`;
}

/**
 * What the token file holds: one header line for `curl -H @file`, so that no token stands in a list of processes.
 * @throws CredentialsRenderError when it is no access token
 */
export function tokenFileText(token: string): string {
  if (!/^genkan_pat_[\w-]{43}$/.test(token)) throw new CredentialsRenderError("token");
  return `Authorization: Bearer ${token}\n`;
}

/**
 * Whether a path can stand between double quotes in a `credential_process`, which botocore splits as shells do, the SDK
 * for JavaScript gives to a shell, and others take for a comment behind ` #`: absolute, of one line, with forward
 * slashes, on Windows behind a drive's letter.
 */
export function isTokenFilePath(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)[^"\\$`!%#;\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*[^"\\$`!%#;\p{Cc}\p{Cs}\p{Z}/]$/u.test(
    path,
  );
}

/** A path as somebody on Windows pastes it, with the slashes that every tool takes. */
export function withForwardSlashes(path: string): string {
  return path.trim().replace(/^[A-Za-z]:\\.*$/s, (windows) => windows.replaceAll("\\", "/"));
}
