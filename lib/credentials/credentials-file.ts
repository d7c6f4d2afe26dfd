import { CredentialsRenderError } from "./credentials-render-error.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * A value for AWS's shared files, which have no quoting. Throws `CredentialsRenderError` for what readers disagree
 * about: blanks at either end, and # or ; at the start or after a blank, where some SDKs see a comment.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function quoteIni(value: string): string {
  refuseUnprintable(value);
  if (/^$|^[\s\uFEFF]|[\s\uFEFF]$|(?:^|[\s\uFEFF])[#;]/.test(value))
    throw new CredentialsRenderError("value");
  return value;
}

/**
 * A block for ~/.aws/credentials. SDKs know no expiry there: `x_security_token_expires` is what other sign-in tools
 * write, and the comment is for people.
 */
export function renderCredentialsFile(credentials: RoleCredentials): string {
  const { accountId, roleName, sessionName, expiresAt, region } = credentials;
  const lines = [
    `[${credentials.profileName}]`,
    `# ${accountId} ${roleName} as ${sessionName}, until ${expiresAt}`,
    `aws_access_key_id = ${quoteIni(credentials.accessKeyId)}`,
    `aws_secret_access_key = ${quoteIni(credentials.secretAccessKey)}`,
    `aws_session_token = ${quoteIni(credentials.sessionToken)}`,
    `x_security_token_expires = ${quoteIni(expiresAt)}`,
  ];
  if (region !== null) lines.push(`region = ${quoteIni(region)}`);
  return `${lines.join("\n")}\n`;
}
