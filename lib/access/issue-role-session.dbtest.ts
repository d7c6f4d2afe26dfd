import { beforeAll, expect, test, vi } from "vitest";
import { changeAssignment } from "#lib/assignments/change-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { endOwnSignIn } from "#lib/auth/end-own-sign-in.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testExternalId, testRoleArn } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { listPickerRoles } from "./list-picker-roles.ts";
import { openConsole } from "./open-console.ts";

const reply = vi.hoisted(() => ({ secretAccessKey: "" }));
vi.mock("#lib/aws/assume-role.ts", async (importOriginal) => {
  const real = await importOriginal<typeof import("#lib/aws/assume-role.ts")>();
  const assumeRole: typeof real.assumeRole = async (input) => ({
    ...(await real.assumeRole(input)),
    ...(reply.secretAccessKey && reply),
  });
  return { ...real, assumeRole };
});

const aws = testAws();
testDatabase();

let owner: Viewer;
let member: Viewer;
let roleId = "";
beforeAll(async () => {
  owner = await addViewer("owner");
  member = await addViewer("member");
  const made = await assignNewRole(owner, member, testRoleArn("Developer"), {
    role: { maxDurationSeconds: 43_200, region: "eu-west-1", destination: "/cloudwatch/home" },
  });
  roleId = made.role.id;
});

/** An assignment of a role of its own, for a test that changes it. */
async function ownRole(name: string, more: Parameters<typeof assignNewRole>[3] = {}) {
  const person = await addViewer("member");
  const taken = await db().awsRole.findFirst({ where: { arnKey: testRoleArn(name) }, select: { id: true } });
  if (taken) await removeRole(owner, taken.id);
  return { person, ...(await assignNewRole(owner, person, testRoleArn(name), more)) };
}

const trail = async (work: () => Promise<unknown>) => {
  const before = await lastSequence();
  await work();
  return eventsAfter(before);
};
const json = async (asked: Promise<object>): Promise<Record<string, unknown>> => {
  const answer = await asked;
  return { ...("json" in answer ? Object(answer.json) : answer) };
};

test("issues working credentials, with requested and issued on record before the answer", async () => {
  let answer: Record<string, unknown> = {};
  const events = await trail(async () => {
    answer = await json(issueCredentials(member, { roleId }));
  });
  expect(answer).toMatchObject({
    arn: testRoleArn("Developer"),
    durationSeconds: 3600,
    maxDurationSeconds: 43_200,
  });
  expect(events.map((event) => [event.event, event.outcome, event.viewerId, event.roleId])).toEqual([
    ["role.assume.requested", "done", member.personId, roleId],
    ["role.assume.issued", "done", member.personId, roleId],
  ]);
  expect(events[1]?.fields).toMatchObject({ use: "credentials", sessionName: member.sessionName });
});

test("the audit log holds the last four of the access key and nothing secret", async () => {
  let text = "";
  const before = await lastSequence();
  const answer = await issueCredentials(member, { roleId, format: "dotenv" });
  if ("text" in answer) text = answer.text;
  const [accessKeyId = "", secret = "", token = ""] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
  ].map((name) => new RegExp(`${name}=['"]?([^'"\n]+)`).exec(text)?.[1]);
  expect([accessKeyId.length, secret.length > 30, token.length > 50]).toEqual([20, true, true]);
  const rows = await db().auditEvent.findMany({ where: { sequence: { gt: before } } });
  const kept = JSON.stringify(rows, (_key, value) => (typeof value === "bigint" ? Number(value) : value));
  expect(kept).toContain(`"accessKeyLast4\\":\\"${accessKeyId.slice(-4)}`);
  for (const canary of [accessKeyId, secret, token, secret.slice(0, 12), token.slice(0, 24)])
    expect(kept.includes(canary)).toBe(false);
  const stored = await everythingStored();
  for (const canary of [accessKeyId, secret, token]) expect(stored.includes(canary)).toBe(false);
});

test("opens the console at the role's destination and region, without a secret of the session in the URL", async () => {
  const answer = await json(openConsole(member, { roleId }));
  const url = new URL(String(answer.url));
  expect(url.searchParams.get("Action")).toBe("login");
  expect(url.searchParams.get("Destination")).toContain("cloudwatch/home");
  expect(answer.region).toBe("eu-west-1");
  const issuer = new URL(url.searchParams.get("Issuer") ?? "");
  expect(issuer.pathname).toBe(`/open/${roleId}`);
  expect([...url.searchParams.keys()].sort()).toEqual(["Action", "Destination", "Issuer", "SigninToken"]);
});

test("opens the same page in another region when one is chosen, whatever the destination names", async () => {
  const destination = "https://console.aws.amazon.com/lambda/home?region=eu-west-1";
  const answer = await json(openConsole(member, { roleId, region: "ap-northeast-1", destination }));
  expect(answer.region).toBe("ap-northeast-1");
  expect(answer.destination).toBe("https://console.aws.amazon.com/lambda/home?region=ap-northeast-1");
});

test("an unset block mints nothing and asks AWS nothing, but needs the role for credentials", async () => {
  const calls = (await aws.calls()).length;
  const format = "unset-bash";
  expect(await trail(() => issueCredentials(member, { roleId, format }))).toEqual([]);
  const { person, role } = await ownRole("OneHour", { assignment: { credentials: false } });
  const cases: [Viewer, string, string][] = [
    [member, "anything", "role_not_assigned"],
    [owner, roleId, "role_not_assigned"],
    [person, role.id, "use_not_assigned"],
  ];
  for (const [viewer, id, code] of cases) {
    const events = await trail(async () =>
      expect(await refusalCode(issueCredentials(viewer, { roleId: id, format }))).toBe(code),
    );
    expect(events.map((event) => [event.event, event.roleId, event.fields.code])).toEqual([
      ["role.assume.refused", id, code],
    ]);
  }
  expect((await aws.calls()).length).toBe(calls);
});

test.each([undefined, "bash"])(
  "credentials that cannot be written down are not issued (format %s)",
  async (format) => {
    reply.secretAccessKey = "not a'secret";
    const events = await trail(async () =>
      expect(await refusalCode(issueCredentials(member, { roleId, format }))).toBe("aws_reply_invalid"),
    );
    reply.secretAccessKey = "";
    expect(events.map((event) => event.event)).toEqual(["role.assume.requested", "role.assume.failed"]);
  },
);

test("refuses everyone a role that is not assigned to them, owners too, alike for unknown and for other people's", async () => {
  const others = [await addViewer("member"), await addViewer("auditor"), owner];
  for (const viewer of others)
    for (const id of [roleId, "no-such-role", "", `${roleId} `, "' OR 1=1 --"])
      for (const use of [issueCredentials, openConsole]) {
        const before = await lastSequence();
        expect(await refusalCode(use(viewer, { roleId: id }))).toBe("role_not_assigned");
        const events = await eventsAfter(before);
        expect(events.map((event) => [event.event, event.fields.code])).toEqual([
          ["role.assume.refused", "role_not_assigned"],
        ]);
      }
});

test.each([
  ["durationSeconds", 899, "duration_out_of_range"],
  ["durationSeconds", 43_201, "duration_out_of_range"],
  ["durationSeconds", 3600.5, "duration_out_of_range"],
  ["durationSeconds", -1, "duration_out_of_range"],
  ["durationSeconds", Number.NaN, "invalid_input"],
  ["durationSeconds", "3600", "invalid_input"],
  ["region", "moon-west-1", "region_unknown"],
  ["region", "cn-north-1", "region_unknown"],
  ["roleId", "x".repeat(65), "invalid_input"],
  ["roleArn", "arn:aws:iam::222222222222:role/Developer", "invalid_input"],
  ["sessionName", "root", "invalid_input"],
])("refuses %s = %s with %s, asks AWS nothing and changes nothing", async (name, value, code) => {
  const stored = await everythingStored();
  const calls = (await aws.calls()).length;
  for (const use of [issueCredentials, openConsole])
    expect(await refusalCode(() => use(member, { roleId, [name]: value }))).toBe(code);
  expect((await aws.calls()).length).toBe(calls);
  expect(await everythingStored()).toBe(stored);
});

test.each([
  "https://evil.example.com/",
  "https://console.aws.amazon.com.evil.example.com/",
  "https://user@console.aws.amazon.com/",
  "https://console.aws.amazon.com:8443/",
  "http://console.aws.amazon.com/",
  "javascript:alert(1)",
  "//evil.example.com",
  "https://console.amazonaws.cn/",
])("refuses the destination %s", async (destination) => {
  const calls = (await aws.calls()).length;
  expect(await refusalCode(openConsole(member, { roleId, destination }))).toBe("destination_refused");
  expect((await aws.calls()).length).toBe(calls);
});

test("a role with a path works", async () => {
  const { person, role } = await ownRole("team/nested/WithPath");
  expect(await json(issueCredentials(person, { roleId: role.id }))).toMatchObject({
    arn: testRoleArn("team/nested/WithPath"),
  });
});

test("console and credentials are allowed apart", async () => {
  const { person, role, assignment } = await ownRole("OneHour", { assignment: { credentials: false } });
  expect(await refusalCode(issueCredentials(person, { roleId: role.id }))).toBe("use_not_assigned");
  expect(await refusalCode(openConsole(person, { roleId: role.id }))).toBe("none");
  await changeAssignment(owner, assignment.id, { console: false, credentials: true });
  expect(await refusalCode(issueCredentials(person, { roleId: role.id }))).toBe("none");
  expect(await refusalCode(openConsole(person, { roleId: role.id }))).toBe("use_not_assigned");
});

test("the shortest of role, assignment and request counts", async () => {
  const { person, role, assignment } = await ownRole("OneHour", { assignment: { maxDurationSeconds: 1800 } });
  const seconds = async (durationSeconds?: number) =>
    (await json(issueCredentials(person, { roleId: role.id, ...(durationSeconds && { durationSeconds }) })))
      .durationSeconds;
  expect([await seconds(), await seconds(900), await seconds(43_200)]).toEqual([1800, 900, 1800]);
  await changeAssignment(owner, assignment.id, { maxDurationSeconds: null });
  expect([await seconds(), await seconds(43_200)]).toEqual([3600, 3600]);
});

test("an assignment that has ended gives nothing and is not shown", async () => {
  const { person, role, assignment } = await ownRole("OneHour");
  await changeAssignment(owner, assignment.id, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
  expect(await refusalCode(issueCredentials(person, { roleId: role.id }))).toBe("none");
  await changeAssignment(owner, assignment.id, { expiresAt: new Date(Date.now() - 1000).toISOString() });
  expect(await refusalCode(issueCredentials(person, { roleId: role.id }))).toBe("role_not_assigned");
  expect(await listPickerRoles(person)).toEqual([]);
});

type Change = (made: Awaited<ReturnType<typeof ownRole>>) => Promise<unknown>;
const changes: [string, Change, string][] = [
  [
    "the assignment is revoked",
    ({ assignment }) => revokeAssignment(owner, assignment.id),
    "issue_discarded",
  ],
  [
    "the assignment no longer allows it",
    ({ assignment }) => changeAssignment(owner, assignment.id, { credentials: false }),
    "issue_discarded",
  ],
  ["the role is removed", ({ role }) => removeRole(owner, role.id), "issue_discarded"],
  ["the role is changed", ({ role }) => changeRole(owner, role.id, { note: "x" }), "issue_discarded"],
  [
    "the person is disabled",
    ({ person }) => changePerson(owner, person.personId, { disabled: true }),
    "issue_discarded",
  ],
  ["the sign-in is ended", ({ person }) => endOwnSignIn(person, person.signInId), "issue_discarded"],
];

test.each(changes)("when %s while AWS is asked, nothing is issued", async (_name, change, code) => {
  const made = await ownRole("OneHour");
  await aws.fault("sts", "delay", { ms: 400, count: 1 });
  const before = await lastSequence();
  const asked = refusalCode(issueCredentials(made.person, { roleId: made.role.id }));
  await expect.poll(async () => (await eventsAfter(before)).length).toBeGreaterThan(0);
  await change(made);
  expect(await asked).toBe(code);
  const events = (await eventsAfter(before)).map((event) => event.event);
  expect(events).not.toContain("role.assume.issued");
  expect(events.at(-1)).toBe("role.assume.discarded");
  expect(await refusalCode(issueCredentials(made.person, { roleId: made.role.id }))).toBe(
    _name === "the role is changed"
      ? "none"
      : _name.includes("allows")
        ? "use_not_assigned"
        : "role_not_assigned",
  );
});

test("an external id and a source identity reach AWS, and only where the catalogue says so", async () => {
  const strict = await ownRole("NeedsExternalId", { externalId: testExternalId });
  expect(await refusalCode(issueCredentials(strict.person, { roleId: strict.role.id }))).toBe("none");
  const named = await ownRole("NeedsSourceIdentity");
  expect(await refusalCode(issueCredentials(named.person, { roleId: named.role.id }))).toBe("none");
  await changeRole(owner, named.role.id, { sourceIdentity: false });
  expect(await refusalCode(issueCredentials(named.person, { roleId: named.role.id }))).toBe(
    "aws_not_allowed",
  );
  const plain = await ownRole("NoSourceIdentity");
  expect(await refusalCode(issueCredentials(plain.person, { roleId: plain.role.id }))).toBe(
    "aws_source_identity_refused",
  );
  await changeRole(owner, plain.role.id, { sourceIdentity: false });
  expect(await refusalCode(issueCredentials(plain.person, { roleId: plain.role.id }))).toBe("none");
});

test("the picker shows what is assigned, with uses counted", async () => {
  const { person, role } = await ownRole("OneHour");
  expect((await listPickerRoles(person)).map((shown) => [shown.id, shown.lastUsedAt])).toEqual([
    [role.id, null],
  ]);
  await issueCredentials(person, { roleId: role.id });
  await openConsole(person, { roleId: role.id });
  const [shown] = await listPickerRoles(person);
  expect(shown?.frecency).toBeGreaterThan(1.9);
  expect(shown?.lastUsedAt).not.toBeNull();
});
