import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import { consoleSignInUrl } from "#lib/aws/sign-in-url.ts";
import { checkRegion } from "#lib/catalogue/check-region.ts";
import { landingPage } from "#lib/catalogue/landing-page.ts";
import { env } from "#lib/env.ts";
import { moveToRegion } from "#lib/partitions/move-to-region.ts";
import { HowToAssume, readHow, toldOfSession } from "./how-to-assume.ts";
import { issueRoleSession } from "./issue-role-session.ts";

/** What this takes; described at /api/openapi.json. */
export const OpenConsoleInput = z.strictObject({
  roleId: z.string().max(64),
  durationSeconds: z.number().optional(),
  region: z.string().max(64).nullable().optional(),
  destination: z.string().max(4000).nullable().optional(),
  ...HowToAssume,
});

/**
 * Opens the console: a sign-in URL for the role, at the role's destination and region unless others are asked for.
 * Its Issuer leads back to the same place here.
 * @returns `{ url, expiresAt, destination, region }` and what `toldOfSession` says
 * @throws AppError `destination_refused`, `region_unknown` and all of `issueRoleSession`
 */
export async function openConsole(viewer: Viewer, input: unknown): Promise<object> {
  const { roleId, durationSeconds, region, destination, ...how } = OpenConsoleInput.parse(input);
  return issueRoleSession(viewer, {
    use: "console",
    roleId,
    durationSeconds,
    ...readHow(how),
    prepare: (role) => {
      const chosen = region === undefined ? role.region : checkRegion(role.partition, region);
      const wanted = (destination === undefined ? role.destination : destination) || null;
      const landing = landingPage(role.partition, chosen, wanted);
      // A region other than the role's own was chosen on purpose, so it wins over one that the destination names.
      const moved = chosen !== null && chosen !== role.region;
      const url = moved ? moveToRegion(role.partition, landing, chosen) : landing;
      return { region: chosen, destination: url };
    },
    deliver: async (issued) => {
      const { role, prepared, session, readOnly, deadline } = issued;
      const url = await consoleSignInUrl({
        session,
        partition: role.partition,
        region: prepared.region,
        destination: prepared.destination,
        issuer: issuerUrl(roleId, { region, destination, durationSeconds, readOnly }),
        deadline,
      });
      const answer = {
        url,
        expiresAt: session.expiresAt.toISOString(),
        destination: prepared.destination,
        region: prepared.region,
        ...toldOfSession(issued),
      };
      return { answer, fields: { destination: prepared.destination, region: prepared.region } };
    },
  });
}

/** The page that AWS sends people back to when the console session has ended: this one, asked the same way. */
function issuerUrl(
  roleId: string,
  asked: {
    region: string | null | undefined;
    destination: string | null | undefined;
    durationSeconds: number | undefined;
    readOnly: boolean;
  },
): string {
  const url = new URL(`/open/${encodeURIComponent(roleId)}`, env().GENKAN_URL);
  if (asked.region) url.searchParams.set("region", asked.region);
  if (asked.destination) url.searchParams.set("destination", asked.destination);
  if (asked.durationSeconds !== undefined) url.searchParams.set("duration", String(asked.durationSeconds));
  if (asked.readOnly) url.searchParams.set("readOnly", "true");
  return url.toString();
}
