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
export function testDatabase(): { setupToken: () => string } {
  const folder = mkdtempSync(join(tmpdir(), "genkan-test-"));
  let setupUrl: string | null = null;
  beforeAll(async () => {
    quietLog();
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

/** Keeps the server's log lines, thousands a test, out of the test report. */
function quietLog(): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array, ...rest: never[]) =>
    typeof chunk === "string" && chunk.startsWith('{"at":') ? true : write(chunk, ...rest);
}
