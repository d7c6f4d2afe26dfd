import { quoteBash } from "#lib/credentials/bash.ts";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { blockMarks } from "./block-marks.ts";
import { installerProgram } from "./installer-program.ts";
import { portalFileName } from "./portal-names.ts";
import { isTokenFilePath, tokenFileBelowHome, tokenFileText } from "./token-file.ts";

export type InstallerOptions = {
  /** `GENKAN_URL`, without a slash at its end. */
  origin: string;
  /** `config` goes into the AWS configuration, `shell` is a file of its own. */
  kind: "config" | "shell";
  /** What stands between the marks; ends with a newline. */
  body: string;
  /** Null where the style needs no token. Of a token file both may be left to the installer. */
  token: { file: string | null; value: string | null } | null;
};

/**
 * A POSIX sh script that puts a block into the configuration, or takes it out with `--undo`, and touches nothing else. It
 * does nothing before its last line is read, so that half a script does nothing.
 * @throws CredentialsRenderError when the token or its path cannot stand there
 */
export function renderInstaller({ origin, kind, body, token }: InstallerOptions): string {
  if (token !== null && token.file !== null && !isTokenFilePath(token.file))
    throw new CredentialsRenderError("tokenFile");
  const { begin, end } = blockMarks(origin);
  const file = portalFileName(origin);
  const value = token?.value ?? null;
  return `${[
    "#!/bin/sh",
    `# Puts the block of ${new URL(origin).host} into place, and touches nothing else.`,
    "#   sh FILE          puts it in, or brings it up to date",
    "#   sh FILE --undo   takes it out again",
    `kind=${kind}`,
    `begin=${quoteBash(begin)}`,
    `end=${quoteBash(end)}`,
    `target_below_home=${quoteBash(kind === "config" ? ".aws/config" : `.aws/${file}.sh`)}`,
    `uses_token=${token === null ? "no" : "yes"}`,
    `has_token=${value === null ? "no" : "yes"}`,
    `token_file=${quoteBash(token?.file ?? "")}`,
    `token_file_below_home=${quoteBash(tokenFileBelowHome(origin))}`,
    "",
    "block() {",
    hereDocument(body),
    "}",
    "token() {",
    value === null ? "  :" : hereDocument(tokenFileText(value)),
    "}",
  ].join("\n")}\n${installerProgram}`;
}

/** The same as one command to paste: a shell of its own reads it. */
export function pasteInstaller(script: string): string {
  return `${hereDocument(script, "sh")}\n`;
}

/** A text that a command reads as it is: the delimiter is quoted, so nothing is expanded, and stands on no line of it. */
export function hereDocument(text: string, command = "cat"): string {
  const lines = new Set(text.split("\n"));
  let delimiter = "GENKAN_END";
  for (let count = 2; lines.has(delimiter); count++) delimiter = `GENKAN_END_${count}`;
  return `${command} <<'${delimiter}'\n${text}${text.endsWith("\n") ? "" : "\n"}${delimiter}`;
}
