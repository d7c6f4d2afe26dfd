import { checkCredentials } from "./check-credentials.ts";
import type { CredentialFormat } from "./credential-formats.ts";
import { renderFormat } from "./render-format.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * The same text as `renderCredentials` with key, secret and token as their last four characters, for showing.
 *
 * Throws `CredentialsRenderError` as `renderCredentials` does.
 */
export function renderMaskedCredentials(format: CredentialFormat, credentials: RoleCredentials): string {
  checkCredentials(credentials);
  return renderFormat(format, maskCredentials(credentials));
}

/** A copy that can be shown but not used: four dots and the last four characters, whatever the length was. */
export function maskCredentials(credentials: RoleCredentials): RoleCredentials {
  return {
    ...credentials,
    accessKeyId: mask(credentials.accessKeyId),
    secretAccessKey: mask(credentials.secretAccessKey),
    sessionToken: mask(credentials.sessionToken),
  };
}

// A value so short that its end would give it away shows nothing.
function mask(secret: string): string {
  return `••••${secret.length >= 16 ? secret.slice(-4) : ""}`;
}
