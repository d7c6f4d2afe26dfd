import { beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { changeAssignment } from "#lib/assignments/change-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { findTokenViewer } from "#lib/auth/find-token-viewer.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeBookmark } from "#lib/bookmarks/change-bookmark.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { changeSource } from "#lib/sources/change-source.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { addAccessToken } from "#lib/tokens/add-access-token.ts";
import { revokeOwnAccessToken } from "#lib/tokens/revoke-access-token.ts";
import { ADA_KEY, ADA_MFA } from "../../sandbox/testing/small-world.ts";
import { cachedCredentials } from "./cached-credentials.ts";
import { dropCredentials, findKeptCredentials, keepCredentials } from "./credentials-cache.ts";
import { issueCredentials } from "./issue-credentials.ts";

const aws = testAws();
testDatabase();

let owner: Viewer;
let roleId = "";
let withMfa = "";
beforeAll(async () => {
  owner = await addViewer("owner");
  const long = { maxDurationSeconds: 43_200 };
  roleId = (await addRole(owner, { reference: testRoleArn("Developer"), ...long })).id;
  withMfa = (await addRole(owner, { reference: testRoleArn("NeedsMfa"), requiresMfa: true })).id;
});

async function tokenOf(person: Viewer): Promise<Viewer> {
  const { token } = await addAccessToken(person, { name: "Terminal", scopes: ["roles:credentials"] });
  const viewer = await findTokenViewer(token, testRequest);
  if (!viewer) throw new Error("the token was made just now");
  return viewer;
}

/** A person with a role, and a token of theirs. */
async function assigned(id = roleId) {
  const person = await addViewer("member");
  const { id: assignmentId } = await addAssignment(owner, { personId: person.personId, roleId: id });
  return { person, assignmentId, token: await tokenOf(person) };
}

/** The key that is answered, and what was recorded of it. */
async function ask(viewer: Viewer, input: object = {}): Promise<[key: string, ...events: string[]]> {
  const before = await lastSequence();
  const { accessKeyId } = await cachedCredentials(viewer, { roleId, ...input });
  const events = (await eventsAfter(before)).filter(({ event }) => event.startsWith("role.assume."));
  for (const { fields, roleId: of } of events.slice(-1))
    expect({ of, last4: fields["accessKeyLast4"] }).toEqual({
      of: "roleId" in input ? input.roleId : roleId,
      last4: accessKeyId.slice(-4),
    });
  return [accessKeyId, ...events.map(({ event }) => event.slice("role.assume.".length))];
}

const issued = ["requested", "issued"];

describe("credentials for programs that ask again and again", () => {
  test("are issued once and serve again, each time recorded, by any token of the person", async () => {
    const { person, token } = await assigned();
    const [key, ...first] = await ask(token);
    expect(first).toEqual(issued);
    expect(await ask(token)).toEqual([key, "reused"]);
    expect(await ask(await tokenOf(person))).toEqual([key, "reused"]);
    const [other, ...events] = await ask((await assigned()).token);
    expect(events).toEqual(issued);
    expect(other).not.toBe(key);
  });

  test("are others for other options, and as long as the bookmark says", async () => {
    const { token, person } = await assigned();
    const keys = [await ask(token), await ask(token, { readOnly: "true" })];
    keys.push(await ask(token, { durationSeconds: "900" }));
    await changeBookmark(person, roleId, { durationSeconds: 7200 });
    keys.push(await ask(token));
    expect(new Set(keys.map(([key]) => key)).size).toBe(4);
    const asked = (await aws.calls()).filter((call) => call.action === "AssumeRole").slice(-4);
    expect(asked.map((call) => call.params["DurationSeconds"])).toEqual(["3600", "3600", "900", "7200"]);
    expect(await ask(token, { durationSeconds: "900" })).toEqual([keys[2]?.[0], "reused"]);
    for (const [input, code] of [
      [{ durationSeconds: "many" }, "invalid_input"],
      [{ durationSeconds: "1" }, "duration_out_of_range"],
      [{ readOnly: "yes" }, "invalid_input"],
      [{ region: "eu-west-1" }, "invalid_input"],
    ] as const)
      expect(await refusalCode(cachedCredentials(token, { roleId, ...input }))).toBe(code);
  });

  test("are gone with the assignment, the token and the person, from the next request on", async () => {
    const { person, token, assignmentId } = await assigned();
    const another = await tokenOf(person);
    const [key] = await ask(token);
    await revokeOwnAccessToken(person, token.accessToken?.id ?? "");
    expect(await refusalCode(cachedCredentials(token, { roleId }))).toBe("role_not_assigned");
    const [next] = await ask(another);
    expect(next).not.toBe(key);
    const before = await lastSequence();
    await revokeAssignment(owner, assignmentId);
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await refusalCode(cachedCredentials(another, { roleId }))).toBe("role_not_assigned");
    const events = (await eventsAfter(before)).map(({ event }) => event);
    expect(events).toEqual(["assignment.revoked", "role.assume.refused", "role.assume.refused"]);
    const leaver = await assigned();
    await ask(leaver.token);
    await changePerson(owner, leaver.person.personId, { disabled: true });
    expect(await refusalCode(cachedCredentials(leaver.token, { roleId }))).toBe("role_not_assigned");
  });

  test("open only the roles that a token is limited to", async () => {
    const { person, token } = await assigned();
    await ask(token);
    const limited = await tokenOf(person);
    const tokenId = limited.accessToken?.id ?? "";
    await db().accessToken.update({ where: { id: tokenId }, data: { limitedToRoles: true } });
    const narrow: Viewer = {
      ...limited,
      accessToken: { id: tokenId, scopes: ["roles:credentials"], limitedToRoles: true },
    };
    expect(await refusalCode(cachedCredentials(narrow, { roleId }))).toBe("role_not_assigned");
    expect(await refusalCode(issueCredentials(narrow, { roleId }))).toBe("role_not_assigned");
    await db().accessTokenRole.create({ data: { tokenId, roleId } });
    expect(await refusalCode(cachedCredentials(narrow, { roleId }))).toBe("none");
  });

  test("are issued anew when assignment, role or source was changed", async () => {
    const { token, assignmentId } = await assigned();
    const seen = new Set([(await ask(token))[0]]);
    const source = await addSource(owner, {
      kind: "access_key",
      name: "of the cache",
      accessKeyId: ADA_KEY.id,
      secretAccessKey: ADA_KEY.secret,
    });
    for (const change of [
      () => changeAssignment(owner, assignmentId, { maxDurationSeconds: 1800 }),
      () => changeRole(owner, roleId, { sessionName: "portal-{person}" }),
      () => changeRole(owner, roleId, { sourceId: source.id }),
      () => changeSource(owner, source.id, { name: "renamed" }),
      () => changeRole(owner, roleId, { bindAddress: true }),
    ]) {
      await change();
      const [key, ...events] = await ask(token);
      expect.soft(events, String(change)).toEqual(issued);
      expect.soft(await ask(token), String(change)).toEqual([key, "reused"]);
      seen.add(key);
    }
    expect(seen.size).toBe(6);
    // Bound to an address, they serve nobody at another one.
    expect((await ask({ ...token, address: "192.0.2.99" })).slice(1)).toEqual(issued);
    await changeRole(owner, roleId, { bindAddress: false, sessionName: null, sourceId: null });
    await changeAssignment(owner, assignmentId, { requiresReason: true });
    expect(await refusalCode(cachedCredentials(token, { roleId }))).toBe("reason_required");
    await changeAssignment(owner, assignmentId, { requiresReason: false, credentials: false, console: true });
    expect(await refusalCode(cachedCredentials(token, { roleId }))).toBe("use_not_assigned");
  });

  test("serve for a role with AWS MFA only while the person's MFA session lasts", async () => {
    const { person, token } = await assigned(withMfa);
    const wanted = { roleId: withMfa };
    expect(await refusalCode(cachedCredentials(token, wanted))).toMatch(/^mfa_/);
    const mfaSerial = ADA_MFA.serialNumber;
    await issueCredentials(person, { ...wanted, mfaSerial, mfaCode: await aws.mfaCode(mfaSerial) });
    const [key] = await ask(token, wanted);
    expect(await ask(token, wanted)).toEqual([key, "reused"]);
    await db().mfaSession.updateMany({ data: { expiresAt: now() } });
    expect(await refusalCode(cachedCredentials(token, wanted))).toBe("mfa_code_required");
  });

  test("are asked of AWS once by thirty who ask at once, each authorized and recorded", async () => {
    const { token } = await assigned();
    const before = await lastSequence();
    const calls = (await aws.calls()).length;
    const answers = await Promise.all(Array.from({ length: 30 }, () => cachedCredentials(token, { roleId })));
    expect(new Set(answers.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
    expect((await aws.calls()).length).toBe(calls + 1);
    const events = (await eventsAfter(before)).map(({ event }) => event);
    expect(events).toEqual([
      "role.assume.requested",
      "role.assume.issued",
      ...Array(29).fill("role.assume.reused"),
    ]);
  });

  test("are refused to all who wait when AWS refuses, each on record", async () => {
    const { token } = await assigned();
    const before = await lastSequence();
    await aws.fault("sts", "429", { count: 20 });
    const codes = await Promise.all(
      Array.from({ length: 5 }, () => refusalCode(cachedCredentials(token, { roleId }))),
    );
    await aws.clearFaults();
    expect(codes).toEqual(Array(5).fill("aws_throttled"));
    const failed = (await eventsAfter(before)).filter(({ event }) => event === "role.assume.failed");
    expect(failed.length).toBe(5);
    expect(await refusalCode(cachedCredentials(token, { roleId }))).toBe("none");
  });

  test("are answered to nobody while they cannot be recorded", async () => {
    const { token } = await assigned();
    const [key] = await ask(token);
    await db().$executeRawUnsafe(`UPDATE "AuditHead" SET "id" = 2`);
    const codes = await Promise.all(
      Array.from({ length: 40 }, () => refusalCode(cachedCredentials(token, { roleId }))),
    );
    await db().$executeRawUnsafe(`UPDATE "AuditHead" SET "id" = 1`);
    expect(new Set(codes)).toEqual(new Set(["audit_unavailable"]));
    expect(await ask(token)).toEqual([key, "reused"]);
  });
});

describe("what is kept", () => {
  const plan = { source: {}, roles: [], version: "" } as never;
  const keptFor = (seconds: number, agoSeconds = 0) => {
    const issuedAt = new Date(now().getTime() - agoSeconds * 1000);
    const expiresAt = new Date(issuedAt.getTime() + seconds * 1000).toISOString();
    keepCredentials(
      "key",
      { credentials: { expiresAt } as never, boundTo: null, version: "", plan },
      issuedAt,
    );
    const kept = findKeptCredentials("key") !== null;
    dropCredentials("key");
    return kept;
  };

  test("has half of its life left, and ten minutes", () => {
    expect([keptFor(3600, 1790), keptFor(3600, 1801)]).toEqual([true, false]);
    expect([keptFor(900, 290), keptFor(900, 301)]).toEqual([true, false]);
    expect([keptFor(43_200, 21_500), keptFor(43_200, 21_601)]).toEqual([true, false]);
  });

  test("is bounded: what was not used for longest goes first", () => {
    const expiresAt = new Date(now().getTime() + 3_600_000).toISOString();
    const keep = (key: string) =>
      keepCredentials(key, { credentials: { expiresAt } as never, boundTo: null, version: "", plan }, now());
    const keys = Array.from({ length: 2000 }, (_, at) => `bounded ${at}`);
    for (const key of keys) keep(key);
    findKeptCredentials("bounded 0");
    for (const key of ["one more", "another"]) keep(key);
    expect(keys.filter((key) => findKeptCredentials(key) === null)).toEqual(["bounded 1", "bounded 2"]);
    for (const key of [...keys, "one more", "another"]) dropCredentials(key);
  });
});
