import {
  type CredentialFormat,
  credentialFormats,
  isUnsetFormat,
  type UnsetFormat,
} from "#lib/credentials/credential-formats.ts";

const key = "genkan-format";

export type IssuedFormat = Exclude<CredentialFormat, UnsetFormat>;

/** The formats that hold credentials, in the order to offer them. */
export const issuedFormats = credentialFormats.filter(
  (format): format is IssuedFormat => !isUnsetFormat(format),
);

/** The format to begin with: this role's, else the one used last in this browser, else bash. */
export function startFormat(bookmarked: CredentialFormat | null): IssuedFormat {
  return find(bookmarked) ?? find(lastFormat()) ?? "bash";
}

/** Keeps the name of the format, and nothing else, for the next time. */
export function keepFormat(format: IssuedFormat): void {
  try {
    localStorage.setItem(key, format);
  } catch {
    // Without storage the next dialog begins with bash.
  }
}

/** The block that takes the variables of a format away again, or null when it sets none. */
export function unsetFormatOf(format: IssuedFormat): UnsetFormat | null {
  switch (format) {
    case "bash":
      return "unset-bash";
    case "fish":
      return "unset-fish";
    case "powershell":
      return "unset-powershell";
    case "cmd":
      return "unset-cmd";
    default:
      return null;
  }
}

function lastFormat(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function find(name: string | null): IssuedFormat | undefined {
  return issuedFormats.find((format) => format === name);
}
