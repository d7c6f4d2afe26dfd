import { beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { secondFactorFreshSeconds } from "#lib/auth/second-factor/require-fresh-second-factor.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { connect, db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { changeSource } from "#lib/sources/change-source.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import {
  ADA,
  ADA_KEY,
  ADA_MFA,
  ASSUME,
  HOME,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { WorldRole } from "../../sandbox/world.ts";
import { checkRole } from "./check-role.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { listPickerRoles } from "./list-picker-roles.ts";

// What a role's options do to what is issued, beside the matrix of sources in ways-in.dbtest.ts.

/** Link1 trusts the user, each later one only the one before it. */
const links: WorldRole[] = [1, 2, 3, 4, 5].map((link) => ({
  arn: roleArn(`Link${link}`, HOME),
  trust: trusting(link === 1 ? ADA : roleArn(`Link${link - 1}`, HOME), { Action: ASSUME }),
  policies: [MAY_ASSUME],
  maxSessionDuration: 43_200,
}));
const aws = testAws(
  smallWorld([
    ...links,
    role("FourHours", trusting(ADA), { maxSessionDuration: 14_400 }),
    role("Plain", trusting(ADA), { maxSessionDuration: 43_200 }),
    role("NeedsMfa", trusting(ADA, { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }), {
      maxSessionDuration: 43_200,
    }),
  ]),
);
testDatabase();

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});

/** A person of their own with one role of the world, added anew. */
async function assigned(name: string, options: object = {}, account?: string) {
  const arn = roleArn(name, account);
  const known = await db().awsRole.findFirst({ where: { arnKey: arn }, select: { id: true } });
  if (known) await db().awsRole.update({ where: { id: known.id }, data: { arnKey: known.id } });
  const added = await addRole(owner, {
    reference: arn,
    maxDurationSeconds: 43_200,
    externalId: null,
    ...options,
  });
  const person = await addViewer("member");
  await addAssignment(owner, { personId: person.personId, roleId: added.id });
  return { person, roleId: added.id, version: added.updatedAt };
}
async function issue(person: Viewer, roleId: string, more: object = {}): Promise<Record<string, unknown>> {
  const answer = await issueCredentials(person, { roleId, ...more });
  if (!("json" in answer)) throw new Error("JSON was asked for");
  return { ...answer.json };
}
const assumed = async () => (await aws.calls()).filter((call) => call.action === "AssumeRole");

describe("a duration that AWS refuses", () => {
  test("falls back once to the hour, is remembered, and is not tried again", async () => {
    const { person, roleId } = await assigned("FourHours");
    const before = await lastSequence();
    const answer = await issue(person, roleId, { durationSeconds: 36_000 });
    expect(answer).toMatchObject({
      durationSeconds: 3600,
      maxDurationSeconds: 3600,
      durationLimit: "refused",
    });
    const events = await eventsAfter(before);
    expect(events.find(({ event }) => event === "role.assume.issued")?.fields).toMatchObject({
      durationSeconds: 3600,
      refusedSeconds: 36_000,
    });
    const calls = (await assumed()).length;
    expect(await issue(person, roleId, { durationSeconds: 43_200 })).toMatchObject({
      durationSeconds: 3600,
      durationLimit: "refused",
    });
    expect((await assumed()).length - calls).toBe(1);
    expect(await listPickerRoles(person)).toMatchObject([
      { id: roleId, credentials: { maxDurationSeconds: 3600, durationLimit: "refused" } },
    ]);
  });

  test("is forgotten when an owner sets what AWS grants, as the check says", async () => {
    const { person, roleId } = await assigned("FourHours");
    await issue(person, roleId, { durationSeconds: 43_200 });
    const found = await checkRole(owner, roleId, {});
    expect(found).toMatchObject({
      ok: false,
      code: "aws_duration_refused",
      changes: [{ what: "lower_maximum", document: { maxDurationSeconds: 14_400 } }, {}],
    });
    await changeRole(owner, roleId, { maxDurationSeconds: 14_400 });
    expect(await issue(person, roleId, { durationSeconds: 43_200 })).toMatchObject({
      durationSeconds: 14_400,
      durationLimit: "role",
    });
  });

  test("is not fallen back from where it is an hour or less", async () => {
    const { person, roleId } = await assigned("Plain");
    const calls = (await assumed()).length;
    expect(await issue(person, roleId, { durationSeconds: 900 })).toMatchObject({ durationSeconds: 900 });
    expect((await assumed()).length - calls).toBe(1);
  });
});

describe("a chain", () => {
  /** Five roles, each through the one before. */
  async function chain(options: (link: number) => object) {
    let sourceId: string | null = null;
    for (let link = 1; link < 5; link += 1) {
      const { roleId } = await assigned(`Link${link}`, { sourceId, ...options(link) }, HOME);
      const name = `through ${link} ${roleId.slice(0, 8)}`;
      sourceId = (await addSource(owner, { kind: "role", name, roleId })).id;
    }
    return assigned("Link5", { sourceId, ...options(5) }, HOME);
  }
  const sent = async (name: string) =>
    (await assumed())
      .slice(-5)
      .map((call) => call.params[name])
      .map((value) => value ?? null);

  test("of five roles is walked with the person's own name at each", async () => {
    const { person, roleId } = await chain(() => ({}));
    const answer = await issue(person, roleId, { durationSeconds: 43_200 });
    expect(answer).toMatchObject({ durationSeconds: 3600, durationLimit: "chaining" });
    expect(await sent("RoleArn")).toEqual(links.map((link) => link.arn));
    expect(new Set(await sent("RoleSessionName"))).toEqual(new Set([person.sessionName]));
    expect(new Set(await sent("SourceIdentity"))).toEqual(new Set([person.sessionName]));
    expect(await sent("DurationSeconds")).toEqual(["900", "900", "900", "900", "3600"]);
    const [first, ...later] = (await assumed()).slice(-5).map((call) => call.callerArn ?? "");
    expect(first).toBe(ADA);
    for (const [index, caller] of later.entries())
      expect(caller).toMatch(new RegExp(`:assumed-role/Link${index + 1}/${person.sessionName}$`));
    const other = await addViewer("member");
    await addAssignment(owner, { personId: other.personId, roleId });
    await issue(other, roleId);
    expect(new Set(await sent("RoleSessionName"))).toEqual(new Set([other.sessionName]));
  });

  test("sets no SourceIdentity that a later role goes without", async () => {
    const { person, roleId } = await chain((link) => ({ sourceIdentity: link !== 4 }));
    await issue(person, roleId);
    expect(await sent("SourceIdentity")).toEqual([null, null, null, null, person.sessionName]);
  });

  test("carries transitive tags on, and sets none of them twice", async () => {
    const sessionTags = [{ key: "mail", value: "{email}", transitive: true }];
    const { person, roleId } = await chain((link) => ({
      sessionTags: link === 2 || link === 4 ? sessionTags : [],
    }));
    await issue(person, roleId);
    expect(await sent("Tags.member.1.Value")).toEqual([null, person.email, null, null, null]);
    expect(await sent("TransitiveTagKeys.member.1")).toEqual([null, "mail", null, null, null]);
  });

  test("sets no tag for good that a later role goes without", async () => {
    const { person, roleId } = await chain((link) => ({
      sessionTags: link === 2 ? [{ key: "mail", value: "{email}", transitive: true }] : [],
      tagsSent: link !== 5,
    }));
    await issue(person, roleId);
    expect(await sent("Tags.member.1.Value")).toEqual([null, person.email, null, null, null]);
    expect(new Set(await sent("TransitiveTagKeys.member.1"))).toEqual(new Set([null]));
  });
});

describe("options of a role", () => {
  test("a session name stands around the person's, in AWS and in the answer", async () => {
    const { person, roleId } = await assigned("Plain", { sessionName: "portal-{person}" });
    expect(await issue(person, roleId)).toMatchObject({ sessionName: `portal-${person.sessionName}` });
    expect((await assumed()).at(-1)?.params).toMatchObject({
      RoleSessionName: `portal-${person.sessionName}`,
      SourceIdentity: person.sessionName,
    });
  });

  test("a session name that becomes too long is refused before AWS is asked", async () => {
    const { person, roleId } = await assigned("Plain", { sessionName: `${"x".repeat(50)}{person}` });
    const calls = (await assumed()).length;
    expect(await refusalCode(issue(person, roleId))).toBe("session_name_too_long");
    expect((await assumed()).length).toBe(calls);
  });

  test("tags name the person's groups as the database has them now", async () => {
    const { person, roleId } = await assigned("Plain", {
      sessionTags: [{ key: "groups", value: "{groups}", transitive: false }],
    });
    await db().person.update({
      where: { id: person.personId },
      data: { groups: JSON.stringify(["core", "on call"]) },
    });
    const answer = await issue(person, roleId);
    expect((await assumed()).at(-1)?.params["Tags.member.1.Value"]).toBe("core:on call");
    expect(answer["packedPolicyPercent"]).toEqual(expect.any(Number));
  });

  test("credentials are bound to the asker's address where the role or the asker says so", async () => {
    const always = await assigned("Plain", { bindAddress: true });
    expect(await issue(always.person, always.roleId)).toMatchObject({ boundTo: always.person.address });
    expect((await assumed()).at(-1)?.params["Policy"]).toContain(`"${always.person.address}/32"`);
    const once = await assigned("Plain");
    expect(await issue(once.person, once.roleId, { bindAddress: true })).toMatchObject({
      boundTo: once.person.address,
    });
    expect(await issue(once.person, once.roleId)).toMatchObject({ boundTo: null });
    const before = await lastSequence();
    await issue(once.person, once.roleId, { bindAddress: true, readOnly: true });
    const events = await eventsAfter(before);
    for (const { fields } of events)
      expect(fields).toMatchObject({ readOnly: true, boundTo: once.person.address });
  });

  test("a fresh second factor of the portal is asked for, and gets old", async () => {
    const { person, roleId } = await assigned("Plain", { requiresSecondFactor: true });
    expect(await refusalCode(issue(person, roleId))).toBe("second_factor_not_enrolled");
    const at = new Date(now().getTime() - 3_600_000);
    await db().secondFactor.create({
      data: { personId: person.personId, sealedSecret: "not opened here", confirmedAt: at, createdAt: at },
    });
    expect(await refusalCode(issue(person, roleId))).toBe("second_factor_required");
    const prove = (secondsAgo: number) =>
      db().signIn.update({
        where: { id: person.signInId },
        data: { secondFactorAt: new Date(now().getTime() - secondsAgo * 1000) },
      });
    await prove(1);
    expect(await issue(person, roleId)).toMatchObject({ durationSeconds: 3600 });
    await prove(secondFactorFreshSeconds + 1);
    expect(await refusalCode(issue(person, roleId))).toBe("second_factor_required");
  });

  test("a change of the source while AWS is asked discards what was issued", async () => {
    const { id: accessKeyId, secret: secretAccessKey } = ADA_KEY;
    const source = await addSource(owner, {
      kind: "access_key",
      name: "moving",
      accessKeyId,
      secretAccessKey,
    });
    const { person, roleId } = await assigned("Plain", { sourceId: source.id });
    await aws.fault("sts", "delay", { ms: 400, count: 1 });
    const asked = refusalCode(issue(person, roleId));
    await aws.faultsTaken();
    await changeSource(owner, source.id, { name: "moved" });
    expect(await asked).toBe("issue_discarded");
  });
});

test.runIf(testProvider === "postgresql")(
  "a change of the source that another replica is about to commit is waited for",
  async () => {
    const elsewhere = connect(env().DATABASE_URL);
    const source = await addSource(owner, { kind: "environment", name: "of two replicas" });
    const { person, roleId } = await assigned("Plain", { sourceId: source.id });
    await issue(person, roleId);
    await aws.fault("sts", "delay", { ms: 300, count: 1 });
    const asked = refusalCode(issue(person, roleId));
    await aws.faultsTaken();
    await elsewhere.$transaction(async (tx) => {
      await tx.credentialSource.update({ where: { id: source.id }, data: { updatedAt: now() } });
      await tx.$queryRaw`SELECT 1 FROM pg_sleep(1)`;
    });
    await elsewhere.$disconnect();
    expect(await asked).toBe("issue_discarded");
  },
);

describe("stored secrets", () => {
  test("an access key that was moved to another source's row opens there for nobody", async () => {
    const key = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret };
    const first = await addSource(owner, { kind: "access_key", name: "first", ...key });
    const second = await addSource(owner, { kind: "access_key", name: "second", ...key });
    const { person, roleId } = await assigned("Plain", { sourceId: second.id });
    await issue(person, roleId);
    const { sealedKey } = await db().credentialSource.findUniqueOrThrow({ where: { id: first.id } });
    await db().credentialSource.update({ where: { id: second.id }, data: { sealedKey, updatedAt: now() } });
    const before = await lastSequence();
    expect(await refusalCode(issue(person, roleId))).toBe("sealed_secret_unreadable");
    const events = await eventsAfter(before);
    expect(events.at(-1)).toMatchObject({ outcome: "failed", fields: { code: "sealed_secret_unreadable" } });
  });

  test("an MFA session is one person's, sealed, and gone when they are disabled", async () => {
    const { id: accessKeyId, secret: secretAccessKey } = ADA_KEY;
    const mfaSerial = ADA_MFA.serialNumber;
    const key = { accessKeyId, secretAccessKey, mfaSerial };
    const source = await addSource(owner, { kind: "access_key", name: "with MFA", ...key });
    const { person, roleId } = await assigned("NeedsMfa", { requiresMfa: true, sourceId: source.id });
    expect(await listPickerRoles(person)).toMatchObject([{ requiresMfa: true, mfaUntil: null }]);
    const code = await aws.mfaCode(mfaSerial);
    await issue(person, roleId, { mfaCode: code, durationSeconds: 43_200 });
    const calls = await aws.calls();
    expect(calls.filter((call) => call.action === "GetSessionToken").at(-1)?.params).toMatchObject({
      SerialNumber: mfaSerial,
    });
    const row = await db().mfaSession.findFirstOrThrow({ where: { personId: person.personId } });
    expect(row.sealed).toMatch(/^v1\./);
    expect(await everythingStored()).not.toContain(code);
    expect(await listPickerRoles(person)).toMatchObject([{ mfaUntil: row.expiresAt.toISOString() }]);

    const thief = await addViewer("member");
    await addAssignment(owner, { personId: thief.personId, roleId });
    await db().mfaSession.create({ data: { ...row, personId: thief.personId } });
    expect(await refusalCode(issue(thief, roleId))).toBe("sealed_secret_unreadable");

    await db().mfaSession.update({
      where: { personId_sourceId: { personId: person.personId, sourceId: source.id } },
      data: { expiresAt: now() },
    });
    expect(await refusalCode(issue(person, roleId))).toBe("mfa_code_required");
    await changePerson(owner, person.personId, { disabled: true });
    expect(await db().mfaSession.count({ where: { personId: person.personId } })).toBe(0);
  });
});
