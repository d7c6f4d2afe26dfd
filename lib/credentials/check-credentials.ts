import { CredentialsRenderError } from "./credentials-render-error.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * Throws `CredentialsRenderError` unless each value is written in its own alphabet, none of which holds a quote, a
 * space, a control character or anything that a shell or an INI reader treats as its own.
 *
 * Alphabets: https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html and
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html. Session tokens of AWS are base64; the
 * URL-safe letters are for other implementations of STS.
 */
export function checkCredentials(credentials: RoleCredentials): void {
  for (const [field, allowed] of Object.entries(alphabets)) {
    const value: unknown = credentials[field as keyof RoleCredentials];
    if (field === "region" && value === null) continue;
    if (typeof value !== "string" || !allowed.test(value)) throw new CredentialsRenderError(field);
  }
  if (Number.isNaN(Date.parse(credentials.expiresAt))) throw new CredentialsRenderError("expiresAt");
}

const alphabets: Record<keyof RoleCredentials, RegExp> = {
  accessKeyId: /^[A-Za-z0-9_]{16,128}$/,
  secretAccessKey: /^[A-Za-z0-9/+=]{1,512}$/,
  // cmd.exe takes lines of at most 8,191 characters; AWS's tokens stay under 4,096.
  sessionToken: /^[A-Za-z0-9/+=._-]{1,8000}$/,
  expiresAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  region: /^[a-z]{2,8}(?:-[a-z]{2,16}){1,3}-\d{1,2}$/,
  accountId: /^\d{12}$/,
  roleName: /^[\w+=,.@-]{1,64}$/,
  sessionName: /^[\w+=,.@-]{2,64}$/,
  profileName: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
};
