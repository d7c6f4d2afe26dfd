import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { listSigningKeys } from "#lib/issuer/list-signing-keys.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase, testOrigin, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { ADA_KEY, ADA_MFA, BEN_KEY, HOME, smallWorld } from "../../sandbox/testing/small-world.ts";
import { addSource } from "./add-source.ts";
import { changeSource } from "./change-source.ts";
import { listServerProfiles } from "./list-server-profiles.ts";
import { findSource, listSources } from "./list-sources.ts";
import { openSource } from "./open-source.ts";
import { removeSource } from "./remove-source.ts";
import { rotateAccessKey } from "./rotate-access-key.ts";

const secondKey = { id: "AKIAADAADAADAADAADB2", secret: "ada/second+secret/ada+second/secret/ada2" };
const rootKey = { id: "AKIAROOTROOTROOTROO2", secret: "root/secret/root/secret/root/secret/root" };
const world = smallWorld([]);
const aws = testAws({
  ...world,
  users: [
    ...world.users.map((user) =>
      user.arn.endsWith("/ada") ? { ...user, accessKeys: [...user.accessKeys, secondKey] } : user,
    ),
    { arn: `arn:aws:iam::${HOME}:root`, accessKeys: [rootKey], policies: [] },
  ],
});
testDatabase();

let owner: Viewer;
let auditor: Viewer;
let member: Viewer;
let stale: Viewer;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "genkan-profiles-"));
  const config = join(folder, "config");
  writeFileSync(config, "[profile hub]\nregion = eu-west-1\n[profile other]\nregion = eu-west-1\n");
  process.env.AWS_CONFIG_FILE = config;
  process.env.AWS_SHARED_CREDENTIALS_FILE = "/dev/null";
  owner = await addViewer("owner");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
  stale = { ...owner, signedInAt: new Date(Date.now() - 5 * 60_000 - 1000).toISOString() };
});

let made = 0;
const fresh = (prefix = "Source") => {
  made += 1;
  return `${prefix} ${made}`;
};
const keyInput = (key = ADA_KEY) => ({ accessKeyId: key.id, secretAccessKey: key.secret });
const addKey = (key = ADA_KEY) => addSource(owner, { kind: "access_key", name: fresh(), ...keyInput(key) });
const freshRole = (label = "Hub") => {
  made += 1;
  return addRole(owner, { reference: `arn:aws:iam::222222222222:role/${label}${made}`, label });
};
const mfaSessionOf = (sourceId: string) =>
  db().mfaSession.create({
    data: {
      personId: member.personId,
      sourceId,
      serialNumber: ADA_MFA.serialNumber,
      sealed: "sealed",
      expiresAt: new Date(Date.now() + 3_600_000),
      createdAt: new Date(),
    },
  });

test("the default source is always there, first, and counts what names no other", async () => {
  await freshRole();
  await addSource(owner, { kind: "environment", name: "aaa" });
  const [first, second] = await listSources(auditor);
  expect(first).toMatchObject({ id: "default", kind: "default", name: "Default", updatedAt: null });
  expect(first?.roles).toBeGreaterThan(0);
  expect(first?.accounts).toBeGreaterThan(0);
  expect(second).toMatchObject({ name: "aaa", kind: "environment", roles: 0, accounts: 0 });
  expect(await findSource(auditor, "default")).toEqual(first);
});

test.each(["environment", "instance_metadata", "container"] as const)(
  "an owner adds the source %s by a name alone, on record",
  async (kind) => {
    const name = fresh();
    const { answer, event } = await withEvent(() => addSource(owner, { kind, name }));
    expect(answer).toMatchObject({ kind, name, accessKeyLast4: null, issuer: null, role: null });
    expect(event).toMatchObject({
      event: "source.added",
      outcome: "done",
      viewerId: owner.personId,
      subjectId: answer.id,
      fields: { source: name, kind },
    });
    expect(await findSource(owner, answer.id)).toEqual(answer);
    const row = await db().credentialSource.findUniqueOrThrow({ where: { id: answer.id } });
    expect(openSource(row)).toEqual({ kind });
  },
);

test("a profile of the server's config is a source, another is refused by name", async () => {
  expect(await listServerProfiles(owner)).toEqual(["hub", "other"]);
  const source = await addSource(owner, { kind: "profile", name: fresh(), profile: "hub" });
  expect(source.profile).toBe("hub");
  const row = await db().credentialSource.findUniqueOrThrow({ where: { id: source.id } });
  expect(openSource(row)).toEqual({ kind: "profile", profile: "hub" });
  for (const profile of ["nope", "__proto__", "HUB"]) {
    await expectRefused(
      () => addSource(owner, { kind: "profile", name: fresh(), profile }),
      "aws_profile_unknown",
    );
    await expectRefused(() => changeSource(owner, source.id, { profile }), "aws_profile_unknown");
  }
  expect((await changeSource(owner, source.id, { profile: "other" })).profile).toBe("other");
});

test("with another profile, what codes opened and what AWS refused is over; with another name, it is not", async () => {
  const source = await addSource(owner, { kind: "profile", name: fresh(), profile: "hub" });
  const role = await freshRole();
  await mfaSessionOf(source.id);
  await db().refusedDuration.create({
    data: { roleId: role.id, shape: source.id, seconds: 43_200, refusedAt: new Date() },
  });
  const left = async () => ({
    sessions: await db().mfaSession.count({ where: { sourceId: source.id } }),
    refused: await db().refusedDuration.count({ where: { shape: source.id } }),
  });
  await changeSource(owner, source.id, { name: fresh() });
  expect(await left()).toEqual({ sessions: 1, refused: 1 });
  await changeSource(owner, source.id, { profile: "other" });
  expect(await left()).toEqual({ sessions: 0, refused: 0 });
});

test("an access key is stored sealed once AWS knows it, and only its last four are told", async () => {
  const { answer, event } = await withEvent(() =>
    addSource(owner, {
      kind: "access_key",
      name: fresh(),
      accessKeyId: ` ${ADA_KEY.id}\n`,
      secretAccessKey: `${ADA_KEY.secret} `,
      mfaSerial: ADA_MFA.serialNumber,
    }),
  );
  expect(answer).toMatchObject({
    accessKeyLast4: ADA_KEY.id.slice(-4),
    mfaSerial: ADA_MFA.serialNumber,
    keyChangedAt: expect.any(String),
  });
  expect(event.fields).toMatchObject({ principal: `arn:aws:iam::${HOME}:user/ada` });
  const told = JSON.stringify([answer, event, await listSources(owner)]);
  expect(told).not.toContain(ADA_KEY.id);
  expect(told).not.toContain(ADA_KEY.secret);
  const row = await db().credentialSource.findUniqueOrThrow({ where: { id: answer.id } });
  expect(openSource(row)).toEqual({ kind: "access_key", ...keyInput() });
});

test.each([
  [{ accessKeyId: "ASIAADAADAADAADAADA2" }, "access_key_malformed"],
  [{ accessKeyId: "AKIA short" }, "access_key_malformed"],
  [{ accessKeyId: "" }, "access_key_malformed"],
  [{ accessKeyId: `AKIA${"A".repeat(125)}` }, "access_key_malformed"],
  [{ secretAccessKey: "" }, "access_key_malformed"],
  [{ secretAccessKey: "with a space in the middle" }, "access_key_malformed"],
  [{ secretAccessKey: "x".repeat(129) }, "access_key_malformed"],
  [{ secretAccessKey: undefined }, "invalid_input"],
  [{ accessKeyId: "AKIAUNKNOWNUNKNOWN22" }, "aws_source_invalid"],
  [{ secretAccessKey: "another-secret-of-nobody" }, "aws_source_invalid"],
  [keyInput(rootKey), "access_key_malformed"],
  [{ mfaSerial: "short" }, "mfa_serial_malformed"],
  [{ mfaSerial: `arn:aws:iam::${HOME}:mfa/a b` }, "mfa_serial_malformed"],
  [{ mfaSerial: 5 }, "invalid_input"],
])("refuses an access key with %j as %s, and keeps nothing", async (fields, code) => {
  const input = { kind: "access_key", name: fresh(), ...keyInput(), ...fields };
  await expectRefused(() => addSource(owner, input), code);
});

test("AWS that cannot be asked keeps a key out", async () => {
  await aws.fault("sts", "503");
  await expectRefused(
    () => addSource(owner, { kind: "access_key", name: fresh(), ...keyInput() }),
    "aws_unavailable",
  );
  await aws.clearFaults();
});

test("keys are added and rotated with a sign-in of the last five minutes only", async () => {
  const source = await addKey();
  await expectRefused(
    () => addSource(stale, { kind: "access_key", name: fresh(), ...keyInput() }),
    "recent_sign_in_required",
  );
  await expectRefused(
    () => rotateAccessKey(stale, source.id, keyInput(secondKey)),
    "recent_sign_in_required",
  );
  expect(await refusalCode(addSource(stale, { kind: "environment", name: fresh() }))).toBe("none");
});

test.each([
  [{ name: "" }, "invalid_input"],
  [{ name: " " }, "invalid_input"],
  [{ name: "x".repeat(61) }, "invalid_input"],
  [{ name: "two\nlines" }, "invalid_input"],
  [{ name: undefined }, "invalid_input"],
  [{ name: 5 }, "invalid_input"],
  [{ name: "Default" }, "source_name_taken"],
  [{ kind: "default" }, "invalid_input"],
  [{ kind: "assumed" }, "invalid_input"],
  [{ kind: undefined }, "invalid_input"],
  [{ profile: "hub" }, "invalid_input"],
  [{ id: "chosen" }, "invalid_input"],
  [{ sealedKey: "chosen" }, "invalid_input"],
])("refuses a source with %j as %s", async (fields, code) => {
  await expectRefused(() => addSource(owner, { kind: "environment", name: fresh(), ...fields }), code);
});

test("a name is taken whatever its letter case and composition, and free again once removed", async () => {
  const source = await addSource(owner, { kind: "container", name: "Café" });
  for (const name of ["café", "CAFÉ", "Cafe\u0301", " Café "])
    await expectRefused(() => addSource(owner, { kind: "environment", name }), "source_name_taken");
  const other = await addSource(owner, { kind: "environment", name: fresh() });
  await expectRefused(() => changeSource(owner, other.id, { name: "CAFÉ" }), "source_name_taken");
  expect((await changeSource(owner, source.id, { name: "CAFÉ" })).name).toBe("CAFÉ");
  await removeSource(owner, source.id);
  expect((await changeSource(owner, other.id, { name: "café" })).name).toBe("café");
});

test("of fifty who add one name at once, one succeeds", async () => {
  const name = fresh("Race");
  const codes = await Promise.all(
    Array.from({ length: 50 }, () => refusalCode(addSource(owner, { kind: "environment", name }))),
  );
  expect(codes.filter((code) => code === "none")).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(["none", "source_name_taken"]));
});

test("a role of the catalogue is a source; one that is not there is none", async () => {
  const role = await freshRole();
  const { answer, event } = await withEvent(() =>
    addSource(owner, { kind: "role", name: fresh(), roleId: role.id }),
  );
  expect(answer.role).toEqual({
    id: role.id,
    arn: role.arn,
    label: role.label,
    accountName: role.accountName,
  });
  expect(event).toMatchObject({ event: "source.added", roleId: role.id, roleArn: role.arn });
  const gone = await freshRole();
  await removeRole(owner, gone.id);
  for (const roleId of [gone.id, "no-such-role", "' OR 1=1 --"]) {
    await expectRefused(() => addSource(owner, { kind: "role", name: fresh(), roleId }), "role_not_found");
    await expectRefused(() => changeSource(owner, answer.id, { roleId }), "role_not_found");
  }
});

test("a web identity has its defaults, and makes the signing keys once", async () => {
  expect(await listSigningKeys(auditor)).toEqual([]);
  const source = await addSource(owner, { kind: "web_identity", name: fresh() });
  expect(source).toMatchObject({ issuer: testOrigin, audience: "sts.amazonaws.com", algorithm: "RS256" });
  const keys = await listSigningKeys(auditor);
  expect(keys.map((key) => `${key.algorithm} ${key.state}`).sort()).toEqual([
    "ES256 current",
    "ES256 next",
    "RS256 current",
    "RS256 next",
  ]);
  const elsewhere = await addSource(owner, {
    kind: "web_identity",
    name: fresh(),
    issuer: "https://Keys.example.com/genkan/",
    audience: "aws",
    algorithm: "ES256",
  });
  expect(elsewhere).toMatchObject({
    issuer: "https://keys.example.com/genkan",
    audience: "aws",
    algorithm: "ES256",
  });
  expect(await listSigningKeys(auditor)).toEqual(keys);
  expect((await changeSource(owner, elsewhere.id, { issuer: null, algorithm: "RS256" })).issuer).toBe(
    testOrigin,
  );
});

test.each([
  [{ issuer: "https://portal.example.com:8443" }, "issuer_url_has_port"],
  [{ issuer: "https://portal.example.com:443/" }, "issuer_url_has_port"],
  [{ issuer: "https://portal.example.com:" }, "issuer_url_has_port"],
  [{ issuer: "http://portal.example.com" }, "issuer_url_malformed"],
  [{ issuer: "https://portal.example.com/?a=b" }, "issuer_url_malformed"],
  [{ issuer: "https://portal.example.com?" }, "issuer_url_malformed"],
  [{ issuer: "https://portal.example.com/#a" }, "issuer_url_malformed"],
  [{ issuer: "https://user:pass@portal.example.com" }, "issuer_url_malformed"],
  [{ issuer: "ftp://127.0.0.1" }, "issuer_url_malformed"],
  [{ issuer: "portal.example.com" }, "issuer_url_malformed"],
  [{ issuer: `https://portal.example.com/${"x".repeat(255)}` }, "issuer_url_malformed"],
  [{ audience: "" }, "audience_malformed"],
  [{ audience: "a b" }, "audience_malformed"],
  [{ audience: "x".repeat(256) }, "audience_malformed"],
  [{ algorithm: "HS256" }, "invalid_input"],
  [{ algorithm: "none" }, "invalid_input"],
])("refuses a web identity with %j as %s, when adding and when changing", async (fields, code) => {
  const source = await addSource(owner, { kind: "web_identity", name: fresh() });
  await expectRefused(() => addSource(owner, { kind: "web_identity", name: fresh(), ...fields }), code);
  await expectRefused(() => changeSource(owner, source.id, fields), code);
});

test("an owner changes a source's own fields, and its kind stays", async () => {
  const source = await addKey();
  await mfaSessionOf(source.id);
  const name = fresh();
  const { answer, event } = await withEvent(() =>
    changeSource(owner, source.id, { name, mfaSerial: "GAHT12345678" }),
  );
  expect(answer).toMatchObject({ id: source.id, name, mfaSerial: "GAHT12345678", kind: "access_key" });
  expect(event).toMatchObject({ event: "source.changed", subjectId: source.id, fields: { source: name } });
  expect(await db().mfaSession.count({ where: { sourceId: source.id } })).toBe(0);
  expect((await changeSource(owner, source.id, { mfaSerial: null })).mfaSerial).toBeNull();
  for (const fields of [
    { kind: "environment" },
    { accessKeyId: secondKey.id },
    { secretAccessKey: secondKey.secret },
    { profile: "hub" },
    { issuer: null },
    { algorithm: "RS256" },
    { name: "" },
    { sealedKey: null },
  ])
    await expectRefused(
      () => changeSource(owner, source.id, fields),
      "invalid_input",
      `invalid_input for ${JSON.stringify(fields)}`,
    );
  await expectRefused(() => changeSource(owner, source.id, { mfaSerial: "short" }), "mfa_serial_malformed");
});

test("a key is rotated to another of the same user, after AWS has answered to it", async () => {
  const source = await addKey();
  await mfaSessionOf(source.id);
  const { answer, event } = await withEvent(() => rotateAccessKey(owner, source.id, keyInput(secondKey)));
  expect(answer.accessKeyLast4).toBe(secondKey.id.slice(-4));
  expect(event).toMatchObject({
    event: "source.key_rotated",
    subjectId: source.id,
    fields: {
      accessKeyLast4: secondKey.id.slice(-4),
      accessKeyLast4Before: ADA_KEY.id.slice(-4),
      mfaSessionsEnded: 1,
    },
  });
  expect(JSON.stringify([answer, event])).not.toContain(secondKey.id);
  const row = await db().credentialSource.findUniqueOrThrow({ where: { id: source.id } });
  expect(openSource(row)).toEqual({ kind: "access_key", ...keyInput(secondKey) });
  expect(await db().mfaSession.count({ where: { sourceId: source.id } })).toBe(0);
});

test("a key that is not right does not take the old one's place", async () => {
  const source = await addKey();
  await mfaSessionOf(source.id);
  for (const [input, code] of [
    [keyInput(BEN_KEY), "access_key_of_another"],
    [keyInput(rootKey), "access_key_malformed"],
    [keyInput({ id: "AKIAUNKNOWNUNKNOWN22", secret: secondKey.secret }), "aws_source_invalid"],
    [keyInput({ id: secondKey.id, secret: "another-secret-of-nobody" }), "aws_source_invalid"],
    [keyInput({ id: "nonsense", secret: secondKey.secret }), "access_key_malformed"],
    [{ accessKeyId: secondKey.id }, "invalid_input"],
    [{ ...keyInput(secondKey), name: "new" }, "invalid_input"],
  ] as const)
    await expectRefused(() => rotateAccessKey(owner, source.id, input), code);
  const environment = await addSource(owner, { kind: "environment", name: fresh() });
  for (const id of [environment.id, "default", "no-such-source", ""])
    await expectRefused(() => rotateAccessKey(owner, id, keyInput(secondKey)), "source_not_found");
});

test("of rotations at once each is compared with the key that came before it", async () => {
  const source = await addKey();
  const keys = [secondKey, ADA_KEY, secondKey, BEN_KEY, ADA_KEY, BEN_KEY];
  const codes = await Promise.all(
    keys.map((key) => refusalCode(rotateAccessKey(owner, source.id, keyInput(key)))),
  );
  expect(codes).toEqual(["none", "none", "none", "access_key_of_another", "none", "access_key_of_another"]);
  const row = await db().credentialSource.findUniqueOrThrow({ where: { id: source.id } });
  expect(
    [keyInput(ADA_KEY), keyInput(secondKey)].map((key) => ({ kind: "access_key", ...key })),
  ).toContainEqual(openSource(row));
});

test("a key that is dead already, or cannot be opened, is replaced without being asked", async () => {
  const dead = await addKey();
  const other = await addKey();
  const { sealedKey } = await db().credentialSource.findUniqueOrThrow({ where: { id: other.id } });
  await db().credentialSource.update({ where: { id: dead.id }, data: { sealedKey } });
  const moved = await db().credentialSource.findUniqueOrThrow({ where: { id: dead.id } });
  expect(await refusalCode(() => openSource(moved))).toBe("sealed_secret_unreadable");
  expect((await rotateAccessKey(owner, dead.id, keyInput(BEN_KEY))).accessKeyLast4).toBe("BEN2");
});

test("a source that is in use stays; a removed one keeps its name for history and no secret", async () => {
  const source = await addKey();
  await mfaSessionOf(source.id);
  const role = await freshRole("UsesIt");
  await db().awsRole.update({ where: { id: role.id }, data: { sourceId: source.id } });
  expect((await findSource(owner, source.id)).roles).toBe(1);
  await expectRefused(() => removeSource(owner, source.id), "source_in_use");
  await db().awsRole.update({ where: { id: role.id }, data: { sourceId: null } });
  const account = { where: { id: role.catalogueAccountId } };
  await db().awsAccount.update({ ...account, data: { sourceId: source.id } });
  expect((await findSource(owner, source.id)).accounts).toBe(1);
  await expectRefused(() => removeSource(owner, source.id), "source_in_use");
  await db().awsAccount.update({ ...account, data: { sourceId: null } });
  const { event } = await withEvent(() => removeSource(owner, source.id));
  expect(event).toMatchObject({ event: "source.removed", fields: { source: source.name } });
  const row = await db().credentialSource.findUniqueOrThrow({ where: { id: source.id } });
  expect(row).toMatchObject({ name: source.name, sealedKey: null, removedAt: expect.any(Date) });
  expect(await db().mfaSession.count({ where: { sourceId: source.id } })).toBe(0);
  expect((await listSources(owner)).map((each) => each.id)).not.toContain(source.id);
  await expectRefused(() => removeSource(owner, source.id), "source_not_found");
  await expectRefused(() => findSource(owner, source.id), "source_not_found");
  await expectRefused(() => changeSource(owner, source.id, { name: fresh() }), "source_not_found");
  await expectRefused(() => rotateAccessKey(owner, source.id, keyInput(secondKey)), "source_not_found");
});

test("ids of nothing are refused, the default source is neither changed nor removed", async () => {
  for (const id of ["default", "no-such-source", "", "' OR 1=1 --", "x".repeat(3000)]) {
    await expectRefused(() => changeSource(owner, id, { name: fresh() }), "source_not_found");
    await expectRefused(() => removeSource(owner, id), "source_not_found");
    if (id !== "default") await expectRefused(() => findSource(owner, id), "source_not_found");
  }
});

test("whoever is not an owner changes nothing; members do not even see sources", async () => {
  const source = await addKey();
  const others = [member, auditor];
  await expectNotAllowed(others, (viewer) => addSource(viewer, { kind: "environment", name: fresh() }));
  await expectNotAllowed(others, (viewer) => changeSource(viewer, source.id, { name: fresh() }));
  await expectNotAllowed(others, (viewer) => rotateAccessKey(viewer, source.id, keyInput(secondKey)));
  await expectNotAllowed(others, (viewer) => removeSource(viewer, source.id));
  await expectNotAllowed(others, (viewer) => listServerProfiles(viewer));
  await expectNotAllowed([member], (viewer) => listSources(viewer));
  await expectNotAllowed([member], (viewer) => findSource(viewer, source.id));
});

test("no form of a stored key is in any table", async () => {
  await addKey();
  await addSource(owner, { kind: "web_identity", name: fresh() });
  const client = db();
  const stored = JSON.stringify(
    [
      await client.credentialSource.findMany(),
      await client.signingKey.findMany(),
      await client.auditEvent.findMany(),
      await client.mfaSession.findMany(),
    ],
    (_, value) => (typeof value === "bigint" ? String(value) : value),
  );
  const bytesOnDisk = Buffer.concat(databaseFiles().map((file) => readFileSync(file)));
  expect(bytesOnDisk.includes("source.added")).toBe(testProvider === "sqlite");
  for (const secret of [ADA_KEY.id, ADA_KEY.secret, secondKey.id, secondKey.secret, BEN_KEY.secret]) {
    const bytes = Buffer.from(secret);
    for (const form of [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      bytes.toString("base64").replaceAll("=", ""),
      bytes.toString("base64url"),
      bytes.toString("hex"),
    ]) {
      expect(stored).not.toContain(form);
      expect(bytesOnDisk.includes(form)).toBe(false);
    }
  }
  expect(stored).not.toMatch(/\\?"(d|p|q|dp|dq|qi)\\?":/);
});

/** The file of SQLite and its log; PostgreSQL's are its own. */
function databaseFiles(): string[] {
  if (testProvider !== "sqlite") return [];
  const file = env().DATABASE_URL.slice("file:".length);
  return [file, `${file}-wal`].filter((each) => existsSync(each));
}
