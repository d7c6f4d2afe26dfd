import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { disconnect, type Provider } from "#lib/db/client.ts";
import { createDatabase } from "../../scripts/test-postgres.ts";
import { boot } from "../../server/boot.ts";

export const testOrigin = "http://127.0.0.1:3000";
export const testSecret = "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa";

/** Which database this run of the file is for. */
export const testProvider: Provider = process.env.TEST_PROVIDER === "postgresql" ? "postgresql" : "sqlite";

/**
 * Gives the test file a migrated database of its own, through the server's own start.
 * @returns the first run's token, once `beforeAll` has passed
 */
export function useTestDatabase(): { setupToken: () => string } {
  const folder = mkdtempSync(join(tmpdir(), "genkan-test-"));
  let setupUrl: string | null = null;
  beforeAll(async () => {
    process.env.GENKAN_URL = testOrigin;
    process.env.GENKAN_SECRET = testSecret;
    process.env.DATABASE_URL =
      testProvider === "sqlite"
        ? `file:${join(folder, "test.db")}`
        : await createDatabase(inject("postgresUrl"), "test");
    ({ setupUrl } = await boot(join(import.meta.dirname, "../..")));
  });
  afterAll(async () => {
    await disconnect();
    rmSync(folder, { recursive: true, force: true });
  });
  return { setupToken: () => new URL(setupUrl ?? "about:blank").hash.replace("#token=", "") };
}
