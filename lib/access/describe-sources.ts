import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { isAppError } from "#lib/errors.ts";
import { followSource } from "./assumption-plan.ts";
import { learnChaining } from "./source-chaining.ts";

/** What a credential source means for the sessions that one person gets through it. */
export type PickerSource = {
  /** Whether STS caps sessions at one hour. */
  chaining: boolean;
  /** Whether a role on the way wants AWS MFA. */
  requiresMfa: boolean;
  /** Until when an MFA code that the person gave earlier serves, ISO 8601. */
  mfaUntil: string | null;
};

/** What a broken chain counts as: using it says what is wrong. */
const unknown: PickerSource = { chaining: false, requiresMfa: false, mfaUntil: null };

/**
 * What the sources of the viewer's roles mean for them, by the sources' ids; null is the default one. Sources are
 * asked who they are at the same time, for two seconds at most, and remembered.
 */
export async function describeSources(
  viewer: Viewer,
  sourceIds: ReadonlySet<string | null>,
): Promise<Map<string | null, PickerSource>> {
  const sessions = await db().mfaSession.findMany({
    where: { personId: viewer.personId, expiresAt: { gt: now() } },
    select: { sourceId: true, expiresAt: true },
  });
  const untilOf = new Map(sessions.map((row) => [row.sourceId, row.expiresAt.toISOString()]));
  const described = await Promise.all(
    [...sourceIds].map(async (id) => [id, await describeSource(id, untilOf)] as const),
  );
  return new Map(described);
}

async function describeSource(
  sourceId: string | null,
  untilOf: ReadonlyMap<string, string>,
): Promise<PickerSource> {
  try {
    const { source, roles } = await followSource(db(), sourceId);
    return {
      chaining: roles.length > 0 || (await learnChaining(source)),
      requiresMfa: roles.some((role) => role.requiresMfa),
      mfaUntil: untilOf.get(source.id) ?? null,
    };
  } catch (error) {
    if (isAppError(error)) return unknown;
    throw error;
  }
}
