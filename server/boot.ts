import { renewSetupToken } from "#lib/auth/setup.ts";
import { env } from "#lib/env.ts";
import { prepareDatabase } from "./prepare-database.ts";

/**
 * Everything before the first request: the database, and the first run's token.
 * @returns the address of the first run's page while the portal has no owner
 * @throws StartError
 */
export async function boot(root: string): Promise<{ applied: string[]; setupUrl: string | null }> {
  const applied = await prepareDatabase(root);
  const token = await renewSetupToken();
  return { applied, setupUrl: token === null ? null : `${env().GENKAN_URL}/setup#token=${token}` };
}
