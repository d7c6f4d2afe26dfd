import { checkCredentials } from "./check-credentials.ts";
import type { CredentialFormat } from "./credential-formats.ts";
import { renderFormat } from "./render-format.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * The text to paste, save or answer; ends with a newline. Pure, so page and API give the same.
 *
 * Throws `CredentialsRenderError` (`credential_value_refused`, with the field) when a value is outside its alphabet.
 */
export function renderCredentials(format: CredentialFormat, credentials: RoleCredentials): string {
  checkCredentials(credentials);
  return renderFormat(format, credentials);
}
