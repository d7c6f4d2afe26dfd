import { checkCredentials } from "#lib/credentials/check-credentials.ts";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { profileName } from "#lib/credentials/profile-name.ts";
import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";
import { AppError } from "#lib/errors.ts";
import type { Issued } from "./issue-role-session.ts";

/**
 * An issued role session as credentials that can be written down.
 * @throws AppError `aws_reply_invalid` when AWS answered with something that cannot
 */
export function toCredentials({ role, session }: Issued<unknown>, region: string | null): RoleCredentials {
  const credentials = {
    accessKeyId: session.accessKeyId,
    secretAccessKey: session.secretAccessKey,
    sessionToken: session.sessionToken,
    expiresAt: session.expiresAt.toISOString().replace(/\.\d+Z$/, "Z"),
    region,
    accountId: role.accountId,
    roleName: role.roleName,
    sessionName: session.sessionName,
    profileName: profileName(
      /[a-z0-9]/i.test(role.accountName) ? role.accountName : role.accountId,
      role.roleName,
    ),
  };
  refusingUnwritable(() => checkCredentials(credentials));
  return credentials;
}

/**
 * What cannot be written down in a format was not worth issuing.
 * @throws AppError `aws_reply_invalid`
 */
export function refusingUnwritable<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof CredentialsRenderError)) throw error;
    throw new AppError(
      "aws_reply_invalid",
      `AWS STS answered with a ${error.field} that cannot be written down.`,
      { cause: error },
    );
  }
}
