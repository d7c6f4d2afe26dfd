import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { isAppError } from "#lib/errors.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { changeSource } from "#lib/sources/change-source.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { ADA, role, roleArn, smallWorld, trusting } from "../../sandbox/testing/small-world.ts";
import { issueCredentials } from "./issue-credentials.ts";

// What a source is must be known before anything is planned, and asking it must harm nobody.

const aws = testAws(smallWorld(["Moving", "Hanging"].map((name) => role(name, trusting(ADA)))));
const folder = mkdtempSync(join(tmpdir(), "genkan-chaining-"));
const asked = { connections: 0 };
/** A metadata service that takes connections and answers none. */
const silent = createServer(() => undefined).on("connection", () => {
  asked.connections += 1;
});
beforeAll(async () => {
  const stale =
    "aws_access_key_id = ASIASTALESTALESTALE2\naws_secret_access_key = stale\naws_session_token = x\n";
  writeFileSync(join(folder, "config"), `[profile stale]\n${stale}`);
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  const address = silent.address();
  if (address === null || typeof address === "string") throw new Error("the service listens on no port");
  process.env.AWS_CONFIG_FILE = join(folder, "config");
  process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = `http://127.0.0.1:${address.port}`;
  process.env.AWS_EC2_METADATA_DISABLED = "false";
});
testDatabase();
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
  rmSync(folder, { recursive: true });
});

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});

async function assigned(name: string, source: object) {
  const { id: sourceId } = await addSource(owner, { name, ...source });
  const { id: roleId } = await addRole(owner, { reference: roleArn(name), externalId: null, sourceId });
  const person = await addViewer("member");
  await addAssignment(owner, { personId: person.personId, roleId });
  const issue = () =>
    issueCredentials(person, { roleId }).then(
      () => "issued",
      (error: unknown) => (isAppError(error) ? error.code : String(error)),
    );
  return { issue, sourceId };
}

test("a source that changes while it is asked is asked again, and nothing breaks", async () => {
  const { issue, sourceId } = await assigned("Moving", { kind: "profile", profile: "stale" });
  await aws.fault("sts", "delay", { ms: 800, count: 1 });
  const answer = issue();
  await aws.faultsTaken();
  await changeSource(owner, sourceId, { name: "Moved" });
  expect(await answer).toMatch(/^aws_/);
});

test("a metadata service that hangs is asked once for five hundred, and takes nobody's place", async () => {
  const { issue } = await assigned("Hanging", { kind: "instance_metadata" });
  const startedAt = performance.now();
  const outcomes = await Promise.all(Array.from({ length: 500 }, issue));
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  const told = new Map<string, number>();
  for (const outcome of outcomes) told.set(outcome, (told.get(outcome) ?? 0) + 1);
  const { connections } = asked;
  printFigure("500 at a hanging metadata service", { ...Object.fromEntries(told), connections, seconds });
  // None is turned away for those who wait: that would keep people of other sources from theirs as well.
  expect([...told.keys()]).toEqual(["aws_metadata_unreachable"]);
  expect(connections).toBeLessThan(20);
});
