import type { RoleCredentials } from "./role-credentials.ts";

/** The shape of the JSON format, and of the API's answer when no format is asked for. */
export type CredentialsJson = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** ISO 8601 in UTC, whole seconds. */
  expiration: string;
  region: string | null;
  accountId: string;
  roleName: string;
  sessionName: string;
};

/** The same fields that the JavaScript SDK's providers use, and who and where the credentials are. */
export function credentialsJson(credentials: RoleCredentials): CredentialsJson {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt, region } = credentials;
  const { accountId, roleName, sessionName } = credentials;
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiration: expiresAt,
    region,
    accountId,
    roleName,
    sessionName,
  };
}

export function renderJson(credentials: RoleCredentials): string {
  return `${JSON.stringify(credentialsJson(credentials), null, 2)}\n`;
}
