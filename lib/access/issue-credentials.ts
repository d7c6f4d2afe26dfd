import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import { checkRegion } from "#lib/catalogue/check-region.ts";
import { checkCredentials } from "#lib/credentials/check-credentials.ts";
import {
  type CredentialFormat,
  credentialFormats,
  isUnsetFormat,
} from "#lib/credentials/credential-formats.ts";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { credentialsJson } from "#lib/credentials/json.ts";
import { profileName } from "#lib/credentials/profile-name.ts";
import { renderCredentials } from "#lib/credentials/render-credentials.ts";
import { renderUnset } from "#lib/credentials/render-unset.ts";
import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";
import { AppError } from "#lib/errors.ts";
import { HowToAssume, readHow, toldOfSession } from "./how-to-assume.ts";
import { checkUse, type Issued, issueRoleSession } from "./issue-role-session.ts";

/** What this takes; described at /api/openapi.json. */
export const IssueCredentialsInput = z.strictObject({
  roleId: z.string().max(64),
  format: z.enum(credentialFormats).optional(),
  durationSeconds: z.number().optional(),
  region: z.string().max(64).nullable().optional(),
  ...HowToAssume,
});

/** Text when a format was asked for, else JSON with every field. */
export type IssuedCredentials = { text: string } | { json: object };

/**
 * Issues temporary credentials for a role that is assigned to the viewer. An unset block needs the role too, but no
 * credentials: it mints none.
 * @throws AppError `invalid_input`, `region_unknown` and all of `issueRoleSession`
 */
export async function issueCredentials(viewer: Viewer, input: unknown): Promise<IssuedCredentials> {
  const { roleId, format, durationSeconds, region, ...how } = IssueCredentialsInput.parse(input);
  if (format && isUnsetFormat(format)) {
    await checkUse(viewer, { use: "credentials", roleId });
    return { text: renderUnset(format) };
  }
  const made: { text?: string | null } = {};
  const json = await issueRoleSession(viewer, {
    use: "credentials",
    roleId,
    durationSeconds,
    ...readHow(how),
    prepare: (role) => ({ region: region === undefined ? role.region : checkRegion(role.partition, region) }),
    deliver: async (issued) => {
      const credentials = toCredentials(issued);
      made.text = renderReply(format, credentials);
      const answer = {
        ...credentialsJson(credentials),
        expiresAt: credentials.expiresAt,
        arn: issued.role.arn,
        profileName: credentials.profileName,
        ...toldOfSession(issued),
      };
      return { answer, fields: { region: credentials.region, format: format ?? "json-answer" } };
    },
  });
  if (!format) return { json };
  if (typeof made.text !== "string") throw new Error("credentials were issued but not rendered");
  return { text: made.text };
}

/** The text in a format, or null for JSON. What AWS answered is checked either way, before it counts as issued. */
function renderReply(format: CredentialFormat | undefined, credentials: RoleCredentials): string | null {
  try {
    checkCredentials(credentials);
    return format ? renderCredentials(format, credentials) : null;
  } catch (error) {
    if (!(error instanceof CredentialsRenderError)) throw error;
    throw new AppError(
      "aws_reply_invalid",
      `AWS STS answered with a ${error.field} that cannot be written down.`,
      {
        cause: error,
      },
    );
  }
}

function toCredentials(issued: Issued<{ region: string | null }>): RoleCredentials {
  const { role, session, prepared } = issued;
  return {
    accessKeyId: session.accessKeyId,
    secretAccessKey: session.secretAccessKey,
    sessionToken: session.sessionToken,
    expiresAt: session.expiresAt.toISOString().replace(/\.\d+Z$/, "Z"),
    region: prepared.region,
    accountId: role.accountId,
    roleName: role.roleName,
    sessionName: session.sessionName,
    profileName: profileName(
      /[a-z0-9]/i.test(role.accountName) ? role.accountName : role.accountId,
      role.roleName,
    ),
  };
}
