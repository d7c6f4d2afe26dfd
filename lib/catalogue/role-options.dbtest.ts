import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { connect, db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { isAppError } from "#lib/errors.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { removeSource } from "#lib/sources/remove-source.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addRole } from "./add-role.ts";
import type { CatalogueRole } from "./catalogue-role.ts";
import { changeAccount } from "./change-account.ts";
import { changeRole } from "./change-role.ts";
import { findRoleOptions } from "./find-role-options.ts";
import { listCatalogue } from "./list-catalogue.ts";
import { removeRole } from "./remove-role.ts";
import { replaceExternalId } from "./replace-external-id.ts";

testDatabase();

let owner: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
});

let made = 0;
const freshReference = () => {
  made += 1;
  return `arn:aws:iam::${String(310_000_000_000 + made)}:role/Developer`;
};
const freshRole = (more: object = {}) => addRole(owner, { reference: freshReference(), ...more });
const freshSource = () => {
  made += 1;
  return addSource(owner, { kind: "environment", name: `Environment ${made}` });
};
const sourceThrough = (role: CatalogueRole) => {
  made += 1;
  return addSource(owner, { kind: "role", name: `Through ${made}`, roleId: role.id });
};
const refuseDuration = (role: CatalogueRole, seconds: number, shape: string = randomUUID()) =>
  db().refusedDuration.create({ data: { roleId: role.id, shape, seconds, refusedAt: new Date() } });
const refusedCount = (role: CatalogueRole) => db().refusedDuration.count({ where: { roleId: role.id } });
const detailsOf = async (call: () => Promise<unknown>) => {
  try {
    await call();
  } catch (error) {
    if (isAppError(error)) return error.details;
    throw error;
  }
  return undefined;
};

const madeByServer = /^genkan-[0-9a-f]{40}$/;
const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
/** A policy of exactly so many characters. */
const policyOf = (length: number) => {
  const text = (padding: string) =>
    JSON.stringify({ ...policy, Statement: [{ ...policy.Statement[0], Sid: padding }] });
  return text("x".repeat(length - text("").length));
};
const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const tag = (key: string, value = "v") => ({ key, value });

const options = {
  externalId: "given-by:the/other+side",
  sessionName: "genkan-{person}",
  sessionPolicy: JSON.stringify(policy, null, 2),
  sessionPolicyArns: [readOnly],
  sessionTags: [
    { key: "team", value: "{groups}", transitive: true },
    { key: "who", value: "{name} ({id})".replace(/[()]/g, ""), transitive: false },
  ],
  tagsSent: false,
  requiresMfa: true,
  requiresSecondFactor: true,
  bindAddress: true,
  sourceIdentity: false,
};

test("an owner says how a role is assumed, when adding or later; owners and auditors read it", async () => {
  const source = await freshSource();
  const added = await withEvent(() => freshRole({ ...options, sourceId: source.id }));
  const role = await freshRole();
  const changed = await withEvent(() => changeRole(owner, role.id, { ...options, sourceId: source.id }));
  expect(changed.event).toMatchObject({ event: "role.changed", outcome: "done", roleId: role.id });
  for (const { answer, event } of [added, changed]) {
    expect(answer).toMatchObject({
      tags: 2,
      tagsSent: false,
      requiresMfa: true,
      requiresSecondFactor: true,
      bindAddress: true,
    });
    expect(event.fields).toMatchObject({
      externalId: "given",
      sessionName: "genkan-{person}",
      sessionPolicy: JSON.stringify(policy),
      sessionPolicyArns: [readOnly],
      sessionTags: ["team={groups}", "who={name} {id}"],
      transitiveTagKeys: ["team"],
      requiresMfa: true,
      sourceId: source.id,
      source: source.name,
    });
    for (const viewer of [owner, auditor])
      expect(await findRoleOptions(viewer, answer.id)).toEqual({
        ...options,
        roleId: answer.id,
        sourceId: source.id,
        effectiveSource: { id: source.id, name: source.name, from: "role" },
        chain: [{ roleId: answer.id, arn: answer.arn, label: "Developer" }],
        sessionPolicy: JSON.stringify(policy),
        maxDurationSeconds: 3600,
        refusedDurations: [],
      });
  }
});

test("null and empty clear, and what is not named stays", async () => {
  const role = await freshRole({ ...options, sourceId: (await freshSource()).id });
  await changeRole(owner, role.id, { note: "only this" });
  expect(await findRoleOptions(owner, role.id)).toMatchObject({
    sessionName: "genkan-{person}",
    tagsSent: false,
  });
  const cleared = { sourceId: null, externalId: null, sessionName: null, sessionPolicy: null };
  const { event } = await withEvent(() =>
    changeRole(owner, role.id, { ...cleared, sessionPolicyArns: [], sessionTags: [] }),
  );
  expect(event.fields).toMatchObject({ externalId: "removed", sourceId: null, sessionTags: [] });
  expect(await findRoleOptions(owner, role.id)).toMatchObject({
    ...cleared,
    sessionPolicyArns: [],
    sessionTags: [],
    effectiveSource: { id: "default", name: "default", from: "default" },
  });
  await changeRole(owner, role.id, { externalId: "", sessionName: "", sessionPolicy: " \n" });
  expect(await findRoleOptions(owner, role.id)).toMatchObject({ sessionName: null, sessionPolicy: null });
});

test("a role has an ExternalId of the server's, one of its own, or by choice none", async () => {
  const { answer: role, event } = await withEvent(() => freshRole());
  const first = (await findRoleOptions(owner, role.id)).externalId;
  expect(first).toMatch(madeByServer);
  expect(event.fields).toMatchObject({ externalId: "made" });
  expect((await findRoleOptions(owner, (await freshRole()).id)).externalId).not.toBe(first);
  const none = await freshRole({ externalId: null });
  expect((await findRoleOptions(owner, none.id)).externalId).toBeNull();
});

test("an owner replaces an ExternalId, which no log, event or catalogue tells", async () => {
  const role = await freshRole();
  const before = (await findRoleOptions(owner, role.id)).externalId ?? "";
  const { answer, event } = await withEvent(() => replaceExternalId(owner, role.id));
  expect(answer.externalId).toMatch(madeByServer);
  expect(answer.externalId).not.toBe(before);
  expect(answer).toEqual(await findRoleOptions(auditor, role.id));
  expect(event).toMatchObject({
    event: "role.changed",
    outcome: "done",
    viewerId: owner.personId,
    roleId: role.id,
    roleArn: role.arn,
    accountId: role.accountId,
    fields: { externalId: "replaced" },
  });
  const events = JSON.stringify(await db().auditEvent.findMany({ select: { body: true } }));
  for (const secret of [before, answer.externalId ?? "", options.externalId]) {
    expect(events).not.toContain(secret);
    expect(JSON.stringify(await listCatalogue(owner))).not.toContain(secret);
  }
});

test("whoever is not an owner replaces nothing, and members do not read how a role is assumed", async () => {
  const role = await freshRole();
  await expectNotAllowed([member, auditor], (viewer) => replaceExternalId(viewer, role.id));
  await expectNotAllowed([member], (viewer) => findRoleOptions(viewer, role.id));
  await expectNotAllowed([member, auditor], (viewer) => changeRole(viewer, role.id, { requiresMfa: false }));
  await expectNotAllowed([member, auditor], (viewer) =>
    changeAccount(viewer, role.catalogueAccountId, { sourceId: null }),
  );
});

test("refuses ids of nothing and of removed roles", async () => {
  const removed = await freshRole();
  await removeRole(owner, removed.id);
  for (const id of [removed.id, "no-such-id", "", "' OR 1=1 --", "x".repeat(3000)]) {
    await expectRefused(() => replaceExternalId(owner, id), "role_not_found");
    await expectRefused(() => findRoleOptions(owner, id), "role_not_found");
    await expectRefused(() => changeRole(owner, id, { sourceId: null }), "role_not_found");
    await expectRefused(() => changeAccount(owner, id, { sourceId: null }), "account_not_found");
  }
});

const tooMany = (count: number, arn: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => arn(i));
const refusals: [string, object, string][] = [
  ["an ExternalId of one character", { externalId: "x" }, "external_id_malformed"],
  ["an ExternalId with a space", { externalId: "a b" }, "external_id_malformed"],
  ["an ExternalId with a line break", { externalId: "abc\n" }, "external_id_malformed"],
  ["an ExternalId beyond ASCII", { externalId: "玄関" }, "external_id_malformed"],
  ["an over-long ExternalId", { externalId: "x".repeat(1225) }, "external_id_malformed"],
  ["a session name without the person", { sessionName: "genkan" }, "session_name_malformed"],
  ["a session name with two people", { sessionName: "{person}{person}" }, "session_name_malformed"],
  ["a session name with a space", { sessionName: "{person} x" }, "session_name_malformed"],
  ["a policy that is not JSON", { sessionPolicy: "{" }, "session_policy_malformed"],
  ["a policy that is no policy", { sessionPolicy: "{}" }, "session_policy_malformed"],
  [
    "a trust policy",
    { sessionPolicy: JSON.stringify({ ...policy, Statement: [{ ...policy.Statement[0], Principal: "*" }] }) },
    "session_policy_malformed",
  ],
  ["an over-long policy", { sessionPolicy: policyOf(2049) }, "session_policy_too_long"],
  [
    "a policy and ARNs that are too long together",
    { sessionPolicy: policyOf(2048 - readOnly.length + 1), sessionPolicyArns: [readOnly] },
    "session_policy_too_long",
  ],
  ["no ARN", { sessionPolicyArns: [""] }, "policy_arn_malformed"],
  ["a role's ARN", { sessionPolicyArns: ["arn:aws:iam::aws:role/x"] }, "policy_arn_malformed"],
  [
    "another partition's policy",
    { sessionPolicyArns: ["arn:aws-cn:iam::aws:policy/x"] },
    "policy_arn_malformed",
  ],
  [
    "another account's",
    { sessionPolicyArns: ["arn:aws:iam::999999999999:policy/x"] },
    "policy_arn_malformed",
  ],
  ["an ARN with a wildcard", { sessionPolicyArns: ["arn:aws:iam::aws:policy/*"] }, "policy_arn_malformed"],
  ["11 ARNs", { sessionPolicyArns: tooMany(11, (index) => `${readOnly}${index}`) }, "too_many_policy_arns"],
  ["51 tags", { sessionTags: tooMany(51, String).map((key) => tag(key)) }, "too_many_tags"],
  ["a tag key of AWS's own", { sessionTags: [tag("aws:team")] }, "tag_key_malformed"],
  ["an empty tag key", { sessionTags: [tag("")] }, "tag_key_malformed"],
  ["a tag key twice", { sessionTags: [tag("Team"), tag("team")] }, "tag_key_repeated"],
  ["a tag value with a comma", { sessionTags: [tag("team", "a,b")] }, "tag_value_malformed"],
  ["an over-long tag value", { sessionTags: [tag("team", "x".repeat(257))] }, "tag_value_malformed"],
  ["an unknown variable", { sessionTags: [tag("team", "{team}")] }, "template_variable_unknown"],
  ["an unknown source", { sourceId: "no-such-source" }, "source_not_found"],
  ["the default source by name", { sourceId: "default" }, "source_not_found"],
  ["an empty source", { sourceId: "' OR 1=1 --" }, "source_not_found"],
  ["a tag that is no tag", { sessionTags: ["team"] }, "invalid_input"],
  ["a tag with more in it", { sessionTags: [{ ...tag("team"), sent: true }] }, "invalid_input"],
  ["tags that are no list", { sessionTags: { team: "v" } }, "invalid_input"],
  ["a policy that is no text", { sessionPolicy: policy }, "invalid_input"],
  ["ARNs that are no list", { sessionPolicyArns: readOnly }, "invalid_input"],
  ["a switch that is text", { requiresMfa: "true" }, "invalid_input"],
  ["a switch that is null", { bindAddress: null }, "invalid_input"],
  ["a number as ExternalId", { externalId: 12 }, "invalid_input"],
];

test.each(refusals)(
  "refuses %s, when adding and when changing, and saves nothing",
  async (what, fields, code) => {
    const role = await freshRole();
    // What is right beside it is not saved either.
    const given = { note: "half-saved", requiresSecondFactor: true, ...fields };
    await expectRefused(() => freshRole(given), code, what);
    await expectRefused(() => changeRole(owner, role.id, given), code, what);
  },
);

test("takes the longest of everything", async () => {
  const role = await freshRole();
  await changeRole(owner, role.id, {
    externalId: "x".repeat(1224),
    sessionPolicy: policyOf(2048 - readOnly.length),
    // Twice the same counts once.
    sessionPolicyArns: [readOnly, ` ${readOnly} `],
    sessionTags: tooMany(50, String).map((key) => tag(key, "x".repeat(256))),
  });
  expect((await findRoleOptions(owner, role.id)).sessionPolicyArns).toEqual([readOnly]);
  const own = `arn:aws:iam::${role.accountId}:policy/team/Own`;
  const ten = [own, ...tooMany(9, (index) => `${readOnly}${index}`)];
  await changeRole(owner, role.id, { sessionPolicy: null, sessionPolicyArns: ten });
  expect((await findRoleOptions(owner, role.id)).sessionPolicyArns).toEqual(ten);
});

test("a refusal names what its sentence names", async () => {
  const role = await freshRole();
  const details = (fields: object) => detailsOf(() => changeRole(owner, role.id, fields));
  expect(await details({ sessionPolicy: policyOf(2049) })).toEqual({ length: 2049 });
  expect(await details({ sessionPolicy: "{}" })).toEqual({ reason: expect.any(String) });
  expect(await details({ sessionPolicyArns: ["nonsense"] })).toEqual({ arn: "nonsense" });
  expect(await details({ sessionTags: [tag("a,b")] })).toEqual({ key: "a,b" });
  expect(await details({ sessionTags: [tag("a", "{b}")] })).toEqual({
    variable: "{b}",
    known: "{person} {email} {name} {id} {groups}",
  });
});

test("a policy and ARNs are counted together with what is stored", async () => {
  const role = await freshRole({ sessionPolicy: policyOf(2048) });
  await expectRefused(
    () => changeRole(owner, role.id, { sessionPolicyArns: [readOnly] }),
    "session_policy_too_long",
  );
  await changeRole(owner, role.id, { sessionPolicy: null, sessionPolicyArns: [readOnly] });
  await expectRefused(
    () => changeRole(owner, role.id, { sessionPolicy: policyOf(2048) }),
    "session_policy_too_long",
  );
});

test("a policy and ARNs that come at once do not grow too long together", async () => {
  for (let round = 0; round < 5; round += 1) {
    const role = await freshRole();
    const codes = await Promise.all([
      refusalCode(changeRole(owner, role.id, { sessionPolicy: policyOf(2048) })),
      refusalCode(changeRole(owner, role.id, { sessionPolicyArns: [readOnly] })),
    ]);
    expect(codes.sort()).toEqual(["none", "session_policy_too_long"]);
  }
});

test.runIf(testProvider === "postgresql")("the same in two replicas: the later one waits", async () => {
  const elsewhere = connect(env().DATABASE_URL);
  const role = await freshRole();
  let here: Promise<string> = Promise.resolve("");
  await elsewhere.$transaction(async (tx) => {
    await tx.awsRole.update({
      where: { id: role.id },
      data: { sessionPolicyArns: JSON.stringify([readOnly]) },
    });
    here = refusalCode(changeRole(owner, role.id, { sessionPolicy: policyOf(2048) }));
    await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.2)`;
  });
  expect(await here).toBe("session_policy_too_long");
  await elsewhere.$disconnect();
});

test("of two ExternalIds made at once one stands, and both answers were true when they were given", async () => {
  const role = await freshRole();
  const answers = await Promise.all(Array.from({ length: 5 }, () => replaceExternalId(owner, role.id)));
  const values = answers.map((answer) => answer.externalId);
  expect(new Set(values).size).toBe(5);
  expect(values).toContain((await findRoleOptions(owner, role.id)).externalId);
});

test("another maximum or another source makes refused durations worth asking for again, nothing else does", async () => {
  const role = await freshRole({ maxDurationSeconds: 7200 });
  const other = await freshRole();
  await refuseDuration(role, 7200);
  await refuseDuration(role, 3600);
  await refuseDuration(other, 3600);
  const seen = await findRoleOptions(auditor, role.id);
  expect(seen.refusedDurations.map(({ seconds }) => seconds)).toEqual([3600, 7200]);
  await changeRole(owner, role.id, { label: "Same", maxDurationSeconds: 7200, sourceId: null });
  expect(await refusedCount(role)).toBe(2);
  await changeRole(owner, role.id, { maxDurationSeconds: 3600 });
  expect(await refusedCount(role)).toBe(0);
  await refuseDuration(role, 3600);
  await changeRole(owner, role.id, { sourceId: (await freshSource()).id });
  expect(await refusedCount(role)).toBe(0);
  expect(await refusedCount(other)).toBe(1);
});

test("an account has a source for its roles that name none", async () => {
  const source = await freshSource();
  const own = await freshSource();
  const role = await freshRole();
  const withOwn = await addRole(owner, { accountId: role.accountId, roleName: "Own", sourceId: own.id });
  await refuseDuration(role, 3600);
  await refuseDuration(withOwn, 3600);
  const { answer, event } = await withEvent(() =>
    changeAccount(owner, role.catalogueAccountId, { sourceId: source.id }),
  );
  expect(answer).toMatchObject({ id: role.catalogueAccountId, sourceId: source.id });
  expect(event).toMatchObject({
    event: "account.changed",
    accountId: role.accountId,
    fields: { sourceId: source.id, source: source.name },
  });
  const sourceOf = async (which: CatalogueRole) => (await findRoleOptions(owner, which.id)).effectiveSource;
  expect(await sourceOf(role)).toEqual({ id: source.id, name: source.name, from: "account" });
  expect(await sourceOf(withOwn)).toEqual({ id: own.id, name: own.name, from: "role" });
  expect([await refusedCount(role), await refusedCount(withOwn)]).toEqual([0, 1]);
  const renamed = await changeAccount(owner, role.catalogueAccountId, { name: "Renamed" });
  expect(renamed.sourceId).toBe(source.id);
  expect((await changeAccount(owner, role.catalogueAccountId, { sourceId: null })).sourceId).toBeNull();
  for (const sourceId of ["default", "no-such-source", "x".repeat(64)])
    await expectRefused(
      () => changeAccount(owner, role.catalogueAccountId, { sourceId, name: "half-saved" }),
      "source_not_found",
    );
});

test("a source that was removed is chosen for nothing", async () => {
  const source = await freshSource();
  await removeSource(owner, source.id);
  const role = await freshRole();
  await expectRefused(() => changeRole(owner, role.id, { sourceId: source.id }), "source_not_found");
  await expectRefused(() => freshRole({ sourceId: source.id }), "source_not_found");
  await expectRefused(
    () => changeAccount(owner, role.catalogueAccountId, { sourceId: source.id }),
    "source_not_found",
  );
});

test("a role may be assumed through others, which its options name, but not through itself", async () => {
  const first = await freshRole({ label: "First" });
  const second = await freshRole({ label: "Second", sourceId: (await sourceThrough(first)).id });
  const third = await freshRole({ label: "Third" });
  await changeAccount(owner, third.catalogueAccountId, { sourceId: (await sourceThrough(second)).id });
  const { chain } = await findRoleOptions(owner, third.id);
  expect(chain.map(({ label }) => label)).toEqual(["First", "Second", "Third"]);
  const throughThird = await sourceThrough(third);
  await expectRefused(() => changeRole(owner, first.id, { sourceId: throughThird.id }), "source_chain_loops");
  await expectRefused(
    () => changeAccount(owner, first.catalogueAccountId, { sourceId: throughThird.id }),
    "source_chain_loops",
  );
});

test("a sixth role of a chain is refused when it is added, by its account's source too", async () => {
  const first = await freshRole();
  let fourth = first;
  for (let length = 2; length <= 4; length += 1)
    fourth = await freshRole({ sourceId: (await sourceThrough(fourth)).id });
  const throughFourth = await sourceThrough(fourth);
  const fifth = await freshRole({ sourceId: throughFourth.id });
  expect((await findRoleOptions(owner, fifth.id)).chain).toHaveLength(5);
  await removeRole(owner, fifth.id);
  // An account without a role for now, while the chain grows at its other end.
  await changeAccount(owner, fifth.catalogueAccountId, { sourceId: throughFourth.id });
  await changeRole(owner, first.id, { sourceId: (await sourceThrough(await freshRole())).id });
  for (const more of [{}, { sourceId: throughFourth.id }])
    await expectRefused(
      () => addRole(owner, { accountId: fifth.accountId, roleName: "Sixth", ...more }),
      "source_chain_too_long",
    );
});
