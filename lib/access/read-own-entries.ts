import { credentialFormats } from "#lib/credentials/credential-formats.ts";
import { db } from "#lib/db/client.ts";
import { decayedScore } from "./frecency.ts";
import type { PickerExtras } from "./picker-list-view.ts";

/** A person's bookmarks and uses, and what AWS refused, which is rare. */
export type OwnEntries = {
  ofRole: (roleId: string) => Pick<PickerExtras, "bookmark" | "lastUsedAt" | "frecency">;
  /** The seconds that were refused, by the role's id, a space and the shape. */
  refused: ReadonlyMap<string, number>;
};

/** Reads whole what is small: a person has few bookmarks, and AWS seldom refuses a duration. */
export async function readOwnEntries(personId: string, at: Date): Promise<OwnEntries> {
  const [bookmarks, uses, refusals] = await Promise.all([
    db().bookmark.findMany({ where: { personId }, select: columns }),
    db().roleUse.findMany({ where: { personId }, select: { roleId: true, score: true, lastUsedAt: true } }),
    db().refusedDuration.findMany({ select: { roleId: true, shape: true, seconds: true } }),
  ]);
  const bookmarkOf = new Map(
    bookmarks.map(({ roleId, format, ...rest }) => [
      roleId,
      { ...rest, format: credentialFormats.find((known) => known === format) ?? null },
    ]),
  );
  const useOf = new Map(uses.map((use) => [use.roleId, use]));
  return {
    refused: new Map(refusals.map(({ roleId, shape, seconds }) => [`${roleId} ${shape}`, seconds])),
    ofRole(roleId) {
      const bookmark = bookmarkOf.get(roleId);
      const use = useOf.get(roleId);
      return {
        ...(bookmark && { bookmark }),
        ...(use && {
          lastUsedAt: use.lastUsedAt.toISOString(),
          frecency: decayedScore(use.score, use.lastUsedAt, at),
        }),
      };
    },
  };
}

const columns = {
  roleId: true,
  pinned: true,
  alias: true,
  color: true,
  note: true,
  position: true,
  region: true,
  destination: true,
  durationSeconds: true,
  format: true,
  hidden: true,
  folder: true,
} as const;
