import type { RoleCredentials } from "./role-credentials.ts";

/**
 * What a `credential_process` prints. Without Expiration a client would never ask again.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export function renderCredentialProcess(credentials: RoleCredentials): string {
  const answer = {
    Version: 1,
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: credentials.expiresAt,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
