export const unsetFormats = ["unset-bash", "unset-fish", "unset-powershell", "unset-cmd"] as const;

/** Every way that credentials can be written down; the names are those of the API. */
export const credentialFormats = [
  "bash",
  "fish",
  "powershell",
  "cmd",
  "dotenv",
  "docker-env",
  "credentials-file",
  "json",
  "credential-process",
  ...unsetFormats,
] as const;

export type CredentialFormat = (typeof credentialFormats)[number];
export type UnsetFormat = (typeof unsetFormats)[number];

/** True for the blocks that remove the variables again: they hold no secret and need no credentials. */
export function isUnsetFormat(format: CredentialFormat): format is UnsetFormat {
  return (unsetFormats as readonly string[]).includes(format);
}
