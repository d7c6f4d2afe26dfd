import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";

/**
 * The credential source of each account, by the account's id in the catalogue; null for the default one. Owners and
 * auditors.
 */
export async function listAccountSources(viewer: Viewer): Promise<Record<string, string | null>> {
  requireReader(viewer);
  const rows = await db().awsAccount.findMany({ select: { id: true, sourceId: true } });
  return Object.fromEntries(rows.map(({ id, sourceId }) => [id, sourceId]));
}
