import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { verifyChain } from "#lib/audit/verify-chain.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { openConsole } from "./open-console.ts";

const aws = testAws();
testDatabase();

const people = 20;
const rounds = 14;
let owner: Viewer;
let members: Viewer[] = [];
let roleId = "";
beforeAll(async () => {
  owner = await addViewer("owner");
  members = await Promise.all(Array.from({ length: people }, () => addViewer("member")));
  const [first] = members;
  if (!first) throw new Error("there are members");
  const made = await assignNewRole(owner, first, testRoleArn("Developer"));
  roleId = made.role.id;
  await revokeAssignment(owner, made.assignment.id);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("nothing is issued after the revocation of its assignment is committed", async () => {
  const random = seededRandom(7);
  const before = await lastSequence();
  const answers: Record<string, number> = {};
  let wrongly = 0;
  // Both sides must win some: the pauses follow how long an issue takes on this machine.
  let typicalMs = 100;
  for (let round = 0; round < rounds; round += 1) {
    await aws.clearFaults();
    await aws.fault("sts", "delay", { ms: random.below(25) });
    await Promise.all(
      members.map(async (member) => {
        const { id } = await addAssignment(owner, { personId: member.personId, roleId });
        const revokeIn = random.below(3 * typicalMs);
        let revoked = false;
        const revoke = pause(revokeIn).then(async () => {
          await revokeAssignment(owner, id);
          revoked = true;
        });
        const issues = Array.from({ length: 3 }, async () => {
          await pause(random.below(2 * typicalMs));
          const tooLate = revoked;
          const startedAt = performance.now();
          const use = random.below(8) === 0 ? openConsole : issueCredentials;
          const code = await refusalCode(use(member, { roleId }));
          answers[code] = (answers[code] ?? 0) + 1;
          if (code !== "role_not_assigned")
            typicalMs = Math.ceil(typicalMs * 0.9 + (performance.now() - startedAt) * 0.1);
          if (tooLate && code === "none") wrongly += 1;
        });
        await Promise.all([revoke, ...issues]);
      }),
    );
  }
  // By the log's own order: an issued event must stand between the assignment's adding and its revocation.
  const open = new Map<string, boolean>();
  let issued = 0;
  let afterRevocation = 0;
  for (const event of await eventsAfter(before)) {
    if (event.event === "assignment.added") open.set(event.subjectId ?? "", true);
    if (event.event === "assignment.revoked") open.set(event.subjectId ?? "", false);
    if (event.event !== "role.assume.issued") continue;
    issued += 1;
    if (!open.get(event.viewerId ?? "")) afterRevocation += 1;
  }
  printFigure("G7", {
    provider: testProvider,
    interleavings: people * rounds * 3,
    issued,
    typicalMs,
    afterRevocation,
    ...answers,
  });
  expect({ afterRevocation, wrongly }).toEqual({ afterRevocation: 0, wrongly: 0 });
  expect(issued).toBe(answers.none);
  // The race is only worth something when both sides win some of it.
  for (const code of ["none", "issue_discarded", "role_not_assigned"])
    expect(answers[code] ?? 0, code).toBeGreaterThan(10);
  expect(Object.keys(answers).sort()).toEqual(["issue_discarded", "none", "role_not_assigned"]);
  expect((await verifyChain()).ok).toBe(true);
});
