import { z } from "zod";
import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import { recordAlone } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";
import { findRoleByName } from "./find-role-by-name.ts";
import { bookmarkedSeconds, issueToClient } from "./issue-to-client.ts";

/** GetRoleCredentials as AWS answers it. */
export type RoleCredentialsAnswer = {
  roleCredentials: {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken: string;
    /** Milliseconds since 1970. */
    expiration: number;
  };
};

const Input = z.strictObject({
  accountId: z.string().regex(/^\d{12}$/),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
  roleName: z.string().regex(/^[\w+=,.@-]{1,64}$/),
});

/**
 * Issues credentials for the role that AWS's clients name by account id and role name, as long as the viewer's
 * bookmark or the role has it.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 * @throws AppError `invalid_input`; `role_not_assigned` for a role that is unknown and for one that gives the viewer
 *   no credentials alike; and those of `issueToClient`
 */
export async function getRoleCredentials(viewer: Viewer, input: unknown): Promise<RoleCredentialsAnswer> {
  const { accountId, roleName } = Input.parse(input);
  const roleId = await findRoleByName(viewer, { accountId, roleName });
  if (roleId === null) throw await refused(viewer, accountId, roleName);
  const durationSeconds = await bookmarkedSeconds(viewer, roleId);
  const { credentials, issued } = await issueToClient(viewer, {
    roleId,
    durationSeconds,
    readOnly: false,
    format: "get-role-credentials",
  });
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const expiration = issued.session.expiresAt.getTime();
  return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration } };
}

async function refused(viewer: Viewer, accountId: string, roleName: string): Promise<AppError> {
  const error = new AppError("role_not_assigned", "There is no such role, or it is not assigned to you.");
  await recordAlone(actorOf(viewer), {
    event: "role.assume.refused",
    outcome: "refused",
    accountId,
    fields: { use: "credentials", code: error.code, roleName },
  });
  markRecorded(error);
  return error;
}
