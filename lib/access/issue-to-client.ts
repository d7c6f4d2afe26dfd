import { markRecorded } from "#lib/audit/recorded-refusals.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";
import { db } from "#lib/db/client.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { type Issued, issueRoleSession } from "./issue-role-session.ts";
import { toCredentials } from "./to-credentials.ts";

/** What a program asks of a role that nobody sits in front of. */
export type ClientAsked = {
  roleId: string;
  durationSeconds: number | undefined;
  readOnly: boolean;
  /** What the audit log calls the way it went. */
  format: string;
};

/** Credentials, with what was issued to get them. */
export type IssuedToClient = { credentials: RoleCredentials; issued: Issued<null> };

/**
 * Issues credentials to a program that can answer no question: what a role asks of the person first must have been
 * given on the portal's pages.
 * @throws AppError those of `issueRoleSession`, told as `tellingWhere` does
 */
export async function issueToClient(viewer: Viewer, asked: ClientAsked): Promise<IssuedToClient> {
  const { roleId, durationSeconds, readOnly, format } = asked;
  const made: { all?: IssuedToClient } = {};
  await tellingWhere(
    issueRoleSession(viewer, {
      use: "credentials",
      roleId,
      durationSeconds,
      readOnly,
      bindAddress: false,
      reason: undefined,
      mfa: { code: undefined, serialNumber: undefined },
      prepare: () => null,
      deliver: async (issued) => {
        made.all = { credentials: toCredentials(issued, issued.role.region), issued };
        return { answer: {}, fields: { format } };
      },
    }),
  );
  if (!made.all) throw new Error("a role session was issued but not delivered");
  return made.all;
}

/** How long the viewer wants their sessions of a role to be, where their bookmark says so. */
export async function bookmarkedSeconds(viewer: Viewer, roleId: string): Promise<number | undefined> {
  // Plain SQL: Prisma plans a typed query anew for every call, and programs ask for credentials often.
  const rows = await db().$queryRaw<{ seconds: number | bigint | null }[]>`
    SELECT "durationSeconds" AS "seconds" FROM "Bookmark"
    WHERE "personId" = ${viewer.personId} AND "roleId" = ${roleId}`;
  const seconds = rows[0]?.seconds ?? null;
  return seconds === null ? undefined : Number(seconds);
}

/** A refusal that a person can do something about says what, and where: the program shows nothing else. */
export async function tellingWhere<T>(issue: Promise<T>): Promise<T> {
  try {
    return await issue;
  } catch (error) {
    const what = isAppError(error) ? whatToDo(error) : null;
    if (!isAppError(error) || what === null) throw error;
    const { code, details, cause } = error;
    const told = new AppError(code, what, { ...(details && { details }), cause });
    markRecorded(told);
    throw told;
  }
}

/** The door for programs adds the portal's address. */
function whatToDo({ code }: AppError): string | null {
  switch (code) {
    case "reason_required":
      return "This role asks for a reason, which this program cannot give. Take its credentials on the portal's page and say why there.";
    case "second_factor_required":
    case "second_factor_not_enrolled":
      return "This role asks for a code of your authenticator app each time. Take its credentials on the portal's page.";
    case "mfa_code_required":
    case "mfa_serial_missing":
      return "This role wants AWS MFA. Open it once on the portal's page with the six digits of your device, then try again.";
    default:
      return null;
  }
}
