/**
 * One role session's credentials, ready to be rendered. Each value is checked again by `renderCredentials`.
 */
export type RoleCredentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** ISO 8601 in UTC, whole seconds: `2026-03-01T09:30:00Z`. */
  expiresAt: string;
  /** Null leaves the region of the reader's own configuration alone. */
  region: string | null;
  /** Twelve digits. */
  accountId: string;
  /** Without path. */
  roleName: string;
  sessionName: string;
  /** A slug as `profileName` makes them. */
  profileName: string;
};
