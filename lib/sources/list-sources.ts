import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { sourceColumns, toSourceView } from "./source-row.ts";
import { type CredentialSourceView, defaultSourceId } from "./source-view.ts";

/** Every credential source: the default one, then by name. Owners and auditors. */
export async function listSources(viewer: Viewer): Promise<CredentialSourceView[]> {
  requireReader(viewer);
  const rows = await db().credentialSource.findMany({
    where: { removedAt: null },
    orderBy: [{ nameKey: "asc" }],
    select: sourceColumns,
  });
  return [await defaultSource(), ...rows.map(toSourceView)];
}

/**
 * One credential source, by its id or `default`. Owners and auditors.
 * @throws AppError `source_not_found`
 */
export async function findSource(viewer: Viewer, id: string): Promise<CredentialSourceView> {
  requireReader(viewer);
  if (id === defaultSourceId) return defaultSource();
  const row = await db().credentialSource.findFirst({
    where: { id, removedAt: null },
    select: sourceColumns,
  });
  if (!row) throw new AppError("source_not_found", "There is no such credential source.");
  return toSourceView(row);
}

/** Nobody names the default source: it counts what names no other. */
async function defaultSource(): Promise<CredentialSourceView> {
  const client = db();
  return {
    id: defaultSourceId,
    name: "Default",
    kind: "default",
    profile: null,
    role: null,
    accessKeyLast4: null,
    keyChangedAt: null,
    mfaSerial: null,
    issuer: null,
    audience: null,
    algorithm: null,
    roles: await client.awsRole.count({
      where: { removedAt: null, sourceId: null, account: { sourceId: null } },
    }),
    accounts: await client.awsAccount.count({ where: { sourceId: null } }),
    updatedAt: null,
  };
}
