import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { type AppError, errorStatus, isAppError } from "#lib/errors.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import type { FaultKind, FaultTarget } from "../../sandbox/faults.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { openConsole } from "./open-console.ts";

const aws = testAws();
testDatabase();

let owner: Viewer;
let member: Viewer;
let roleId = "";
beforeAll(async () => {
  owner = await addViewer("owner");
  member = await addViewer("member");
  roleId = (await assignNewRole(owner, member, testRoleArn("Developer"))).role.id;
});
const table: Record<string, string> = {};
afterAll(() => {
  for (const [fault, told] of Object.entries(table)) printFigure(`G11 ${fault}`, { answer: told });
});

/** How one use of a role ended: the refusal as the person sees it, or null. */
async function attempt(use: "credentials" | "console", name: string): Promise<AppError | null> {
  const startedAt = performance.now();
  const ended = await (use === "console" ? openConsole : issueCredentials)(member, { roleId }).then(
    () => null,
    (error: unknown) => error,
  );
  if (ended !== null && !isAppError(ended)) throw ended;
  table[`${use} / ${name}`] = `${ended?.code ?? "none"} ${Math.round(performance.now() - startedAt)}ms`;
  return ended;
}

const answers: [FaultTarget, FaultKind, "credentials" | "console", string][] = [
  ["sts", "reset", "credentials", "aws_unavailable"],
  ["sts", "429", "credentials", "aws_throttled"],
  ["sts", "503", "credentials", "aws_unavailable"],
  ["sts", "empty", "credentials", "aws_reply_invalid"],
  ["sts", "no-credentials", "credentials", "aws_reply_invalid"],
  ["sts", "garbage", "credentials", "aws_unavailable"],
  ["sts", "expired", "credentials", "aws_reply_invalid"],
  ["sts", "wrong-account", "credentials", "aws_reply_invalid"],
  ["sts", "huge", "credentials", "none"],
  ["sts", "clock-skew", "credentials", "none"],
  ["federation", "reset", "console", "aws_unavailable"],
  ["federation", "429", "console", "aws_throttled"],
  ["federation", "503", "console", "aws_unavailable"],
  ["federation", "empty", "console", "aws_reply_invalid"],
  ["federation", "no-credentials", "console", "aws_reply_invalid"],
  ["federation", "garbage", "console", "aws_reply_invalid"],
  ["federation", "huge", "console", "aws_reply_invalid"],
];

test.each(answers)(
  "%s %s: %s end in %s, on record, without a word of AWS's",
  async (target, kind, use, code) => {
    await aws.fault(target, kind);
    const before = await lastSequence();
    const refusal = await attempt(use, `${target} ${kind}`);
    await aws.clearFaults();
    expect(refusal?.code ?? "none").toBe(code);
    const events = await eventsAfter(before);
    expect(events.map((event) => event.event)).toEqual(
      code === "none"
        ? ["role.assume.requested", "role.assume.issued"]
        : ["role.assume.requested", "role.assume.failed"],
    );
    if (refusal) {
      expect(errorStatus[refusal.code]).toBeLessThan(500);
      const told = JSON.stringify([refusal.message, refusal.details, events]);
      for (const raw of [
        "not=xml",
        "<<<",
        "Rate exceeded",
        "try again later",
        "999999999999",
        "ASIA",
        "IQoJ",
      ])
        expect(told).not.toContain(raw);
    }
    expect(await attempt(use, `after ${target} ${kind}`)).toBeNull();
    delete table[`${use} / after ${target} ${kind}`];
  },
);

test("what hangs or drips ends in aws_timeout, at AWS STS and at AWS sign-in", async () => {
  // At once, since each takes the whole deadline. STS hanging goes last and stays: the SDK asks it again.
  const slow = [
    ["federation", "hang", "console", { count: 1 }],
    ["federation", "drip", "console", { count: 1, ms: 400 }],
    ["sts", "drip", "credentials", { count: 1, ms: 400 }],
    ["sts", "hang", "credentials", {}],
  ] as const;
  const asked: Promise<AppError | null>[] = [];
  for (const [target, kind, use, more] of slow) {
    await aws.fault(target, kind, more);
    asked.push(attempt(use, `${target} ${kind}`));
    if ("count" in more) await aws.faultsTaken();
  }
  const refusals = await Promise.all(asked);
  await aws.clearFaults();
  expect(refusals.map((refusal) => refusal?.code)).toEqual(slow.map(() => "aws_timeout"));
}, 30_000);
