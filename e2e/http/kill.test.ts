import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";
import { startSandbox } from "../../sandbox/start-sandbox.ts";
import { createDatabase, freePort } from "../../scripts/test-postgres.ts";
import { member } from "../support/api-client.ts";
import { notice } from "../support/notice.ts";
import { issuedEvents } from "../support/read-database.ts";
import { type SeededPortal, seedCompany } from "../support/seed-company.ts";
import { type Portal, root, startPortal } from "../support/start-portal.ts";

const run = promisify(execFile);

/** What a client was given: enough to find its event again. */
type Received = { last4: string; expiresAt: string; requestId: string };

const clients = 8;
/** A server dies somewhere in this many answers, and never before its first. */
const mostAnswers = 40;

const postgres = () => createDatabase(inject("postgresUrl"), "kill");
// G4: 200 kills. Each is a start of the server, so GENKAN_KILLS=40 makes them that many; fewer are part of every run.
const each = Number(process.env["GENKAN_KILLS"] ?? 6);
// Two servers on SQLite, for two cores: starting again is most of the time.
const databases = [
  { name: "SQLite", kills: 2 * each, atHand: async () => undefined },
  { name: "another SQLite", kills: 2 * each, atHand: async () => undefined },
  { name: "PostgreSQL", kills: each, atHand: postgres },
];

describe.concurrent("kill -9", () => {
  test.each(databases)(
    "on $name never leaves credentials that the audit log does not know, and the chain whole",
    async ({ name, kills, atHand }) => {
      const folder = mkdtempSync(join(tmpdir(), "genkan-kill-"));
      const sandbox = await startSandbox();
      const databaseUrl = await atHand();
      const options = {
        sandboxUrl: sandbox.url,
        folder,
        port: await freePort(),
        ...(databaseUrl && { databaseUrl }),
      };
      let portal: Portal | undefined;
      const received: Received[] = [];
      try {
        portal = await startPortal(options);
        const company = await seedCompany(portal);
        for (let killed = 0; killed < kills; killed += 1) {
          await issueUntilKilled(portal, company, 1 + ((killed * 7) % mostAnswers), received);
          portal = await startPortal(options);
        }
        const env = portal.env;
        await portal.stop();
        const issued = await issuedEvents(databaseUrl ?? join(folder, "portal.db"));
        const missing = received.filter(({ last4, expiresAt, requestId }) => {
          const event = issued.get(requestId);
          return (
            member(event, "accessKeyLast4") !== last4 ||
            Date.parse(String(member(event, "expiresAt"))) !== Date.parse(expiresAt)
          );
        });
        expect(missing).toEqual([]);
        expect(received.length).toBeGreaterThanOrEqual(kills);
        const script = join(root, "scripts/audit-verify.ts");
        const verify = await run(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
          cwd: root,
          env,
        });
        expect(verify.stdout).toMatch(/^audit log whole: \d+ events/);
        notice(
          `${name}: ${kills} kills, ${received.length} answers, ${issued.size} issued. ${verify.stdout.trim()}`,
        );
      } finally {
        await portal?.stop("SIGKILL");
        await sandbox.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    900_000,
  );
});

/** Clients ask one after the other until the server dies at the given answer, in the middle of the others. */
async function issueUntilKilled(
  portal: Portal,
  company: SeededPortal,
  killAt: number,
  received: Received[],
): Promise<void> {
  let answers = 0;
  const ended = new Promise((resolve) => portal.process.once("close", resolve));
  const client = async () => {
    const { developer, assignedRoleId } = company;
    for (;;) {
      const answer = await developer
        .call("POST", `/api/roles/${assignedRoleId}/credentials`, {})
        .catch(() => undefined);
      if (!answer) return;
      expect(answer.status, answer.text).toBe(200);
      received.push({
        last4: String(member(answer.json, "accessKeyId")).slice(-4),
        expiresAt: String(member(answer.json, "expiresAt")),
        requestId: answer.headers.get("x-request-id") ?? "",
      });
      answers += 1;
      if (answers === killAt) portal.process.kill("SIGKILL");
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  await ended;
}
