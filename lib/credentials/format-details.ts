import type { CredentialFormat } from "./credential-formats.ts";

export type FormatDetails = {
  /** shell: pasted at a prompt; file: saved; json: read by a program. */
  kind: "shell" | "file" | "json";
  /** The name to offer for a download. */
  fileName: string;
  /** The Content-Type to answer with. */
  contentType: string;
};

/** What a format is, for the dialog and for the API's answer. */
export function formatDetails(format: CredentialFormat): FormatDetails {
  const [kind, fileName] = details[format];
  return { kind, fileName, contentType: kind === "json" ? "application/json" : "text/plain; charset=utf-8" };
}

const details: Record<CredentialFormat, readonly [FormatDetails["kind"], string]> = {
  bash: ["shell", "credentials.sh"],
  fish: ["shell", "credentials.fish"],
  powershell: ["shell", "credentials.ps1"],
  cmd: ["shell", "credentials.cmd"],
  dotenv: ["file", ".env"],
  "docker-env": ["file", "credentials.env"],
  "credentials-file": ["file", "credentials"],
  json: ["json", "credentials.json"],
  "credential-process": ["json", "credential-process.json"],
  "unset-bash": ["shell", "unset-credentials.sh"],
  "unset-fish": ["shell", "unset-credentials.fish"],
  "unset-powershell": ["shell", "unset-credentials.ps1"],
  "unset-cmd": ["shell", "unset-credentials.cmd"],
};
