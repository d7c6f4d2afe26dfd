import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import { checkRegion } from "#lib/catalogue/check-region.ts";
import { credentialFormats, isUnsetFormat } from "#lib/credentials/credential-formats.ts";
import { credentialsJson } from "#lib/credentials/json.ts";
import { renderCredentials } from "#lib/credentials/render-credentials.ts";
import { renderUnset } from "#lib/credentials/render-unset.ts";
import { HowToAssume, readHow, toldOfSession } from "./how-to-assume.ts";
import { checkUse, issueRoleSession } from "./issue-role-session.ts";
import { refusingUnwritable, toCredentials } from "./to-credentials.ts";

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
      const credentials = toCredentials(issued, issued.prepared.region);
      made.text = format ? refusingUnwritable(() => renderCredentials(format, credentials)) : null;
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
