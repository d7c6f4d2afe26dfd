import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeBookmark } from "#lib/bookmarks/change-bookmark.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { endOwnClientSignIn } from "#lib/clients/end-client-sign-in.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { addOwnRoleRule } from "#lib/own-roles/add-own-role-rule.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { signInClient } from "#lib/testing/client-sign-ins.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testRoleArn, testWorld } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { ADA_MFA, AWAY } from "../../sandbox/testing/small-world.ts";
import { addOwnRole } from "./add-own-role.ts";
import { findRoleByName } from "./find-role-by-name.ts";
import { getRoleCredentials } from "./get-role-credentials.ts";
import { issueCredentials } from "./issue-credentials.ts";

const aws = testAws(testWorld());
testDatabase();

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});

const developer = { accountId: AWAY, roleName: "Developer" };
const clientOf = async (person: Viewer) => (await signInClient(person)).viewer;
const assumed = async () => (await aws.calls()).filter((call) => call.action === "AssumeRole");

/** A person with one role of the sandbox, and their AWS client. */
async function assigned(name: string, role: object = {}, assignment: object = {}) {
  const person = await addViewer("member");
  const made = await assignNewRole(owner, person, testRoleArn(name), { role, assignment });
  return { person, client: await clientOf(person), roleId: made.role.id };
}

describe("GetRoleCredentials", () => {
  test("issues what AWS's clients expect, recorded in two steps with the client sign-in", async () => {
    const { client, roleId } = await assigned("Developer", { maxDurationSeconds: 43_200 });
    const before = await lastSequence();
    const answer = await getRoleCredentials(client, developer);
    const { accessKeyId, expiration } = answer.roleCredentials;
    expect(Object.keys(answer.roleCredentials).sort()).toEqual([
      "accessKeyId",
      "expiration",
      "secretAccessKey",
      "sessionToken",
    ]);
    expect(Number.isInteger(expiration)).toBe(true);
    const events = await eventsAfter(before);
    expect(events.map((event) => [event.event, event.roleId, event.fields["clientSignInId"]])).toEqual([
      ["role.assume.requested", roleId, client.clientSignIn?.id],
      ["role.assume.issued", roleId, client.clientSignIn?.id],
    ]);
    expect(events[1]?.fields).toMatchObject({
      accessKeyLast4: accessKeyId.slice(-4),
      expiresAt: new Date(expiration).toISOString(),
    });
    await changeBookmark(client, roleId, { durationSeconds: 7200 });
    await getRoleCredentials(client, developer);
    const seconds = (await assumed()).slice(-2).map((call) => call.params["DurationSeconds"]);
    expect(seconds).toEqual(["3600", "7200"]);
  });

  test("answers what is unknown, another's, for the console or of an auditor alike", async () => {
    const person = await addViewer("member");
    const client = await clientOf(person);
    await assignNewRole(owner, person, testRoleArn("OneHour"), { assignment: { credentials: false } });
    const auditor = await clientOf(await addViewer("auditor"));
    const told = new Set<string>();
    const refuse = async (viewer: Viewer, asked: { accountId: string; roleName: string }) => {
      const before = await lastSequence();
      const refusal = await getRoleCredentials(viewer, asked).catch((error: unknown) => error);
      told.add(String(refusal));
      expect(await refusalCode(Promise.reject(refusal))).toBe("role_not_assigned");
      const events = await eventsAfter(before);
      expect(events.map((event) => [event.event, event.accountId, event.fields["roleName"]])).toEqual([
        ["role.assume.refused", asked.accountId, asked.roleName],
      ]);
    };
    await refuse(client, developer);
    await refuse(client, { accountId: AWAY, roleName: "OneHour" });
    await refuse(client, { accountId: AWAY, roleName: "NoSuchRole" });
    await refuse(client, { accountId: "999999999999", roleName: "Developer" });
    await refuse(auditor, developer);
    expect(told.size).toBe(1);
    for (const malformed of [
      { accountId: "1", roleName: "Developer" },
      { accountId: AWAY, roleName: "" },
      { accountId: AWAY, roleName: "a\nb" },
      { accountId: null, roleName: null },
    ])
      expect(await refusalCode(getRoleCredentials(client, malformed))).toBe("invalid_input");
  });

  test("means the team's role before the person's own, and always the same of several", async () => {
    await addOwnRoleRule(owner, { accountPattern: "*", roleNamePattern: "*" });
    await addOwnRoleRule(owner, { partition: "aws-cn", accountPattern: "*", roleNamePattern: "*" });
    const person = await addViewer("member");
    const asked = { accountId: AWAY, roleName: "Several" };
    const own = await addOwnRole(person, { reference: testRoleArn("Several") });
    expect(await findRoleByName(person, asked)).toBe(own.id);
    const team: string[] = [];
    for (const place of ["aws-cn:iam", "aws:iam"]) {
      const arn = `arn:${place}::${AWAY}:role/team/Several`;
      team.unshift((await assignNewRole(owner, person, arn)).role.id);
      expect(await findRoleByName(person, asked)).toBe(team[0]);
    }
  });

  test("says what to do about a role that asks its person something first", async () => {
    const reason = await assigned("NeedsExternalId", {}, { requiresReason: true });
    const factor = await assigned("NoSourceIdentity", { requiresSecondFactor: true });
    await db().secondFactor.create({
      data: { personId: factor.person.personId, sealedSecret: "-", confirmedAt: now(), createdAt: now() },
    });
    for (const [client, roleName, code] of [
      [reason.client, "NeedsExternalId", "reason_required"],
      [factor.client, "NoSourceIdentity", "second_factor_required"],
    ] as const) {
      const refusal: unknown = await getRoleCredentials(client, { accountId: AWAY, roleName }).catch(
        (error) => error,
      );
      expect(await refusalCode(Promise.reject(refusal))).toBe(code);
      expect(String(refusal)).toMatch(/on the portal's page/);
    }
  });

  test("works for a role with AWS MFA while the person's MFA session lasts", async () => {
    const { person, client, roleId } = await assigned("NeedsMfa", { requiresMfa: true });
    const asked = { accountId: AWAY, roleName: "NeedsMfa" };
    expect(await refusalCode(getRoleCredentials(client, asked))).toMatch(/^mfa_/);
    const mfaSerial = ADA_MFA.serialNumber;
    await issueCredentials(person, { roleId, mfaSerial, mfaCode: await aws.mfaCode(mfaSerial) });
    expect(await refusalCode(getRoleCredentials(client, asked))).toBe("none");
    await db().mfaSession.updateMany({ data: { expiresAt: now() } });
    expect(await refusalCode(getRoleCredentials(client, asked))).toBe("mfa_code_required");
  });

  test("ends with the client sign-in, with the person, and with the role", async () => {
    const { person, client, roleId } = await assigned("team/nested/WithPath");
    const asked = { accountId: AWAY, roleName: "WithPath" };
    expect(await refusalCode(getRoleCredentials(client, asked))).toBe("none");
    await endOwnClientSignIn(person, client.clientSignIn?.id ?? "");
    expect(await refusalCode(getRoleCredentials(client, asked))).toBe("role_not_assigned");
    const again = await clientOf(person);
    expect(await refusalCode(getRoleCredentials(again, asked))).toBe("none");
    await changeRole(owner, roleId, { requiresSecondFactor: true });
    expect(await refusalCode(getRoleCredentials(again, asked))).toMatch(/^second_factor_/);
  });
});
