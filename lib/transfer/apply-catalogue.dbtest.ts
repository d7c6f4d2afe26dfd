import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { verifyChain } from "#lib/audit/verify-chain.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { addGroup } from "#lib/groups/add-group.ts";
import { changeMembers } from "#lib/groups/change-members.ts";
import { removeGroup } from "#lib/groups/remove-group.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused } from "#lib/testing/verb-promises.ts";
import { applyCatalogueFile } from "./apply-catalogue-file.ts";
import { exportCatalogueFile } from "./export-catalogue-file.ts";
import { mergeCatalogueFile } from "./merge-catalogue-file.ts";
import { planCatalogueFile } from "./plan-catalogue-file.ts";
import type { PlanItem } from "./plan-view.ts";

testDatabase();

let owner: Viewer;
let admin: Viewer;
let auditor: Viewer;
let member: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
  admin = await addViewer("admin");
  auditor = await addViewer("auditor");
  member = await addViewer("member");
});

const plan = (file: string, more: object = {}) => planCatalogueFile(owner, { file, ...more });
async function apply(file: string, more: object = {}) {
  const { digest } = await plan(file);
  return applyCatalogueFile(owner, { file, digest, ...more });
}
const told = (items: readonly PlanItem[]) => items.map(({ action, kind }) => `${action} ${kind}`).sort();

let files = 0;
/** A file of its own for each test: one account, two roles, a group and three assignments. */
function freshFile() {
  files += 1;
  const id = String(500_000_000_000 + files);
  const name = `team-${files}`;
  const arn = (role: string) => `arn:aws:iam::${id}:role/${role}`;
  const text = `version: 1
managed-by: ${name}
accounts:
  - id: "${id}"
    name: Shop ${files}
    tags: {file: ${name}}
    roles:
      - name: Developer
        label: Deploys
        max-duration: 4h
        external-id: null
      - name: ops/Admin
        source: {through: "${arn("Developer")}"}
        session-tags: [{key: team, value: shop}]
groups:
  - name: Group ${files}
    members: [${member.email}]
assignments:
  - group: Group ${files}
    role: ${arn("ops/Admin")}
  - group: Group ${files}
    tag: {key: file, value: ${name}}
    credentials: false
  - person: ${member.sessionName}
    account: "${id}"
    role-name: Dev*
    max-duration: 1h
`;
  return { id, name, arn, text };
}

test("a group keeps its claim under another name, groups swap claims, and a name is written as the file has it", async () => {
  const groups = (text: string) => `version: 1\nmanaged-by: claims\ngroups:\n${text}`;
  const claims = async () =>
    (await db().group.findMany({ where: { managedBy: "claims" }, orderBy: { nameKey: "asc" } })).map(
      ({ name, claim }) => `${name}: ${claim}`,
    );
  await apply(groups("  - {name: Alpha, claim: a}\n  - {name: Beta, claim: b}\n"));
  await apply(
    groups("  - {name: Alpha, claim: b}\n  - {name: Gamma, claim: a}\n  - {name: Beta, claim: null}\n"),
  );
  expect(await claims()).toEqual(["Alpha: b", "Beta: null", "Gamma: a"]);
  await apply(
    groups("  - {name: ALPHA, claim: a}\n  - {name: Delta, claim: b}\n  - {name: Gamma, claim: c}\n"),
  );
  expect(await claims()).toEqual(["ALPHA: a", "Delta: b", "Gamma: c"]);
  const { items } = await plan(
    groups("  - {name: Alpha, claim: b}\n  - {name: Delta}\n  - {name: Gamma, claim: a}\n"),
  );
  expect(items.map(({ name, action, reason }) => [name, action, reason])).toEqual([
    ["Alpha", "refuse", "group_claim_taken"],
    ["Delta", "unchanged", undefined],
    ["Gamma", "refuse", "group_claim_taken"],
  ]);
});

test("a file is applied with an event for each change, and then nothing is left to do", async () => {
  const { text, name, arn } = freshFile();
  const before = await lastSequence();
  const first = await plan(text);
  expect(told(first.items)).toEqual([
    "add account",
    "add assignment",
    "add assignment",
    "add assignment",
    "add group",
    "add member",
    "add role",
    "add role",
    "add source",
  ]);
  await apply(text);
  const events = await eventsAfter(before);
  expect(events.map(({ event }) => event).sort()).toEqual([
    "account.added",
    "assignment.added",
    "assignment.added",
    "assignment.added",
    "catalogue.applied",
    "group.added",
    "group.member_added",
    "role.added",
    "role.added",
    "source.added",
  ]);
  expect(events.at(-1)).toMatchObject({ event: "catalogue.applied", fields: { managedBy: name, add: 9 } });
  const role = await db().awsRole.findUniqueOrThrow({
    where: { arnKey: arn("ops/Admin") },
    include: { source: { include: { role: true } }, targetRoles: true },
  });
  expect(role).toMatchObject({
    managedBy: name,
    roleName: "Admin",
    source: { role: { arn: arn("Developer") } },
  });
  expect(role.targetRoles).toHaveLength(2);
  expect(role.externalId).toMatch(/^genkan-/);
  expect(JSON.stringify(events)).not.toContain(role.externalId);
  const again = await plan(text);
  expect(new Set(told(again.items).map((item) => item.split(" ")[0]))).toEqual(new Set(["unchanged"]));
  await apply(text);
  expect((await eventsAfter(before)).length).toBe(events.length);
});

test("what is exported plans as unchanged, all of it and one file's, and merges into itself", async () => {
  const { text, name } = freshFile();
  await apply(text);
  for (const query of [{}, { managedBy: name }]) {
    const exported = await exportCatalogueFile(owner, query);
    const { items } = await plan(exported);
    expect(items.length).toBeGreaterThan(7);
    expect(items.filter(({ action }) => action !== "unchanged")).toEqual([]);
    expect(await exportCatalogueFile(owner, query)).toBe(exported);
    expect(await mergeCatalogueFile(owner, { file: exported })).toBe(exported);
  }
  const merged = await mergeCatalogueFile(owner, { file: `# ours\n${text}` });
  expect(merged.startsWith("# ours\n")).toBe(true);
  expect((await plan(merged)).counts).toMatchObject({ change: 0, add: 0, remove: 0, refuse: 0 });
});

test("what the file no longer names is removed, and nothing that it does not own", async () => {
  const { text, name, arn, id } = freshFile();
  await apply(text);
  const { name: other, text: others } = freshFile();
  await apply(others);
  await addRole(owner, { reference: arn("ByHand") });
  const left = `version: 1\nmanaged-by: ${name}\naccounts:\n  - id: "${id}"\n    roles: [{name: Developer}]\n`;
  const { items } = await plan(left);
  expect(told(items)).toEqual([
    "remove assignment",
    "remove assignment",
    "remove assignment",
    "remove group",
    "remove role",
    "unchanged account",
    "unchanged role",
  ]);
  expect(told((await plan(left, { prune: false })).items)).toEqual(["unchanged account", "unchanged role"]);
  const theirs = () => exportCatalogueFile(owner, { managedBy: other });
  const before = await theirs();
  await apply(left);
  expect(await theirs()).toBe(before);
  expect(await db().awsRole.count({ where: { arnKey: arn("ByHand") } })).toBe(1);
  // The source goes through Developer, and somebody's role is in the account: both are kept, and the plan says why.
  const nothing = await plan(`version: 1\nmanaged-by: ${name}\n`);
  expect(nothing.items.map(({ action, kind, reason }) => [action, kind, reason])).toEqual([
    ["refuse", "role", "role_in_use"],
    ["refuse", "account", "account_in_use"],
  ]);
});

test("a role and a group that others assigned are not removed", async () => {
  const { text, name, arn, id } = freshFile();
  await apply(text);
  const role = await db().awsRole.findUniqueOrThrow({ where: { arnKey: arn("ops/Admin") } });
  const group = await db().group.findFirstOrThrow({ where: { managedBy: name } });
  await addAssignment(owner, { personId: auditor.personId, roleId: role.id });
  await addAssignment(owner, { groupId: group.id, roleNamePattern: "Anything" });
  const left = `version: 1\nmanaged-by: ${name}\naccounts:\n  - id: "${id}"\n    roles: [{name: Developer}]\n`;
  const { items, digest } = await plan(left);
  expect(items.filter(({ action }) => action === "refuse").map(({ kind, reason }) => [kind, reason])).toEqual(
    [
      ["role", "assigned_by_others"],
      ["group", "assigned_by_others"],
    ],
  );
  await expectRefused(async () => applyCatalogueFile(owner, { file: left, digest }), "plan_refused");
  await applyCatalogueFile(owner, { file: left, digest, skipRefused: true });
  expect(await db().assignment.count({ where: { groupId: group.id } })).toBe(1);
});

test("what nobody owns is adopted, what another file owns is refused", async () => {
  const { text, name, arn } = freshFile();
  const byHand = await addRole(owner, {
    reference: arn("Developer"),
    label: "By hand",
    note: "kept",
    externalId: null,
  });
  const adopted = (await plan(text)).items.filter(({ action }) => action === "adopt");
  expect(adopted.map(({ kind, changes }) => [kind, changes.map(({ field }) => field).sort()])).toEqual([
    ["account", ["name", "tags"]],
    ["role", ["label", "max-duration"]],
  ]);
  await apply(text);
  expect(await db().awsRole.findUniqueOrThrow({ where: { id: byHand.id } })).toMatchObject({
    managedBy: name,
    label: "Deploys",
    note: "kept",
  });
  const stolen = text.replace(`managed-by: ${name}`, "managed-by: thief");
  const { items } = await plan(stolen);
  const refused = items.filter(({ action }) => action === "refuse");
  expect(refused.length).toBeGreaterThan(5);
  for (const { reason, details } of refused)
    expect([reason, details]).toEqual(["managed_by_other", { by: name }]);
});

test("a change made by hand since the last apply shows as drift and is brought back", async () => {
  const { text, arn } = freshFile();
  await apply(text);
  const changed = text.replace("max-duration: 4h", "max-duration: 2h");
  const asked = (await plan(changed)).items.filter(({ action }) => action === "change");
  expect(asked.map(({ changes, drift }) => [changes, drift])).toEqual([
    [[{ field: "max-duration", from: "14400", to: "7200" }], undefined],
  ]);
  const { id } = await db().awsRole.findUniqueOrThrow({ where: { arnKey: arn("Developer") } });
  await changeRole(owner, id, { label: "Mine" });
  const drifted = (await plan(text)).items.filter(({ action }) => action === "change");
  expect(drifted.map(({ changes, drift }) => [changes, drift])).toEqual([
    [[{ field: "label", from: "Mine", to: "Deploys" }], true],
  ]);
  await apply(text);
  expect(await db().awsRole.findUniqueOrThrow({ where: { id } })).toMatchObject({ label: "Deploys" });
});

test("what the file owned and somebody removed by hand shows as drift, and what is new does not", async () => {
  const { text, arn, id: accountId, name } = freshFile();
  await apply(text);
  const more = `${text}  - person: ${member.sessionName}\n    role-name: New*\n`;
  const added = async () =>
    (await plan(more)).items
      .filter(({ action }) => action === "add")
      .map((item) => [item.kind, item.name.replaceAll(name, "X"), item.drift === true]);
  const fresh = ["assignment", `${member.sessionName} → roles named New*`, false];
  expect(await added()).toEqual([fresh]);

  const group = await db().group.findFirstOrThrow({ where: { managedBy: name } });
  await changeMembers(owner, group.id, { remove: [member.personId] });
  const { id } = await db().awsRole.findUniqueOrThrow({ where: { arnKey: arn("ops/Admin") } });
  await removeRole(owner, id);
  const held = await db().assignment.findMany({ where: { managedBy: name } });
  for (const assignment of held) await revokeAssignment(owner, assignment.id);
  expect(await added()).toEqual([
    ["role", arn("ops/Admin"), true],
    ["member", `${member.email} in ${group.name}`, true],
    ["assignment", `${group.name} → ${arn("ops/Admin")}`, true],
    ["assignment", `${group.name} → tag file=X`, true],
    ["assignment", `${member.sessionName} → account ${accountId}, roles named Dev*`, true],
    fresh,
  ]);
  await removeGroup(owner, group.id);
  expect((await added()).filter(([kind]) => kind === "group")).toEqual([["group", group.name, true]]);
  await apply(text);
  expect(await added()).toEqual([fresh]);
});

test("what changed between plan and apply ends the apply", async () => {
  const { text, arn } = freshFile();
  await apply(text);
  const next = text.replace("label: Deploys", "label: Ships");
  const { digest } = await plan(next);
  const { id } = await db().awsRole.findUniqueOrThrow({ where: { arnKey: arn("Developer") } });
  await changeRole(owner, id, { note: "meanwhile" });
  await expectRefused(async () => applyCatalogueFile(owner, { file: next, digest }), "plan_changed");
  await expectRefused(async () => applyCatalogueFile(owner, { file: text, digest }), "plan_changed");
});

test("refuses whoever keeps no catalogue, and files that cannot be read", async () => {
  const { text: file } = freshFile();
  const { digest } = await plan(file);
  await expectNotAllowed([member, auditor], (viewer) => planCatalogueFile(viewer, { file }));
  await expectNotAllowed([member, auditor], (viewer) => applyCatalogueFile(viewer, { file, digest }));
  await expectNotAllowed([member], (viewer) => exportCatalogueFile(viewer, {}));
  await expectNotAllowed([member], (viewer) => mergeCatalogueFile(viewer, { file }));
  await expectRefused(async () => plan("version: 3"), "catalogue_file_malformed");
  await expectRefused(async () => apply("version: 1"), "catalogue_file_malformed");
  await expectRefused(async () => applyCatalogueFile(owner, { file }), "invalid_input");
});

test("entries that cannot be are refused, each with its reason", async () => {
  const { name, id, arn } = freshFile();
  const file = `version: 1
managed-by: ${name}
accounts:
  - id: "${id}"
    roles:
      - {name: A, source: no-such-source}
      - {name: B, region: nowhere}
      - {name: C, source: {through: "${arn("D")}"}}
      - {name: D, source: {through: "${arn("C")}"}}
      - {name: E, max-duration: 1}
      - {name: F, label: "${"x".repeat(200)}"}
groups:
  - {name: ${name}, members: [nobody@example.com]}
assignments:
  - {group: nowhere, role-name: X}
  - {person: nobody@example.com, role-name: X}
  - {person: ${member.email}, role: "${arn("A")}"}
  - {person: ${member.email}, role-name: X, console: false, credentials: false}
`;
  const { items } = await plan(file);
  expect(
    items.filter(({ action }) => action === "refuse").map(({ kind, reason }) => `${kind} ${reason}`),
  ).toEqual([
    "role source_not_found",
    "role region_unknown",
    "role source_chain_loops",
    "role source_chain_loops",
    "role duration_out_of_range",
    "role field_malformed",
    "member person_not_found",
    "assignment group_not_found",
    "assignment person_not_found",
    "assignment role_not_found",
    "assignment assignment_empty",
  ]);
});

test("an admin adds no source by a file", async () => {
  const { text } = freshFile();
  const { items } = await planCatalogueFile(admin, { file: text });
  expect(items.filter(({ action }) => action === "refuse").map(({ kind, reason }) => [kind, reason])).toEqual(
    [
      ["role", "source_owner_only"],
      ["assignment", "role_not_found"],
    ],
  );
});

test("a failure in the middle leaves nothing behind", async () => {
  const { text, name } = freshFile();
  // The index refuses the file's target, which is written after accounts, roles and groups.
  const { digest } = await plan(text);
  const id = "blocks-the-group";
  const before = await everythingStored();
  await db().$executeRawUnsafe(
    `CREATE UNIQUE INDEX "OneTag" ON "Target" ("tagValue") WHERE "tagValue" = '${name}'`,
  );
  await db().$executeRawUnsafe(
    `INSERT INTO "Target" ("id", "key", "tagKey", "tagValue") VALUES ('${id}', '${id}', 'x', '${name}')`,
  );
  try {
    const blocked = await everythingStored();
    await expect(applyCatalogueFile(owner, { file: text, digest })).rejects.toThrow();
    expect(await everythingStored()).toBe(blocked);
  } finally {
    await db().$executeRawUnsafe(`DELETE FROM "Target" WHERE "id" = '${id}'`);
    await db().$executeRawUnsafe(`DROP INDEX "OneTag"`);
  }
  expect(await everythingStored()).toBe(before);
});

test("10,000 roles in 2,000 accounts are applied at once", async () => {
  await addGroup(owner, { name: "Everybody" });
  const lines = ["version: 1", "managed-by: large", "accounts:"];
  for (let account = 0; account < 2000; account += 1) {
    lines.push(`  - id: "${600_000_000_000 + account}"`, `    tags: {env: e${account % 5}}`, "    roles:");
    for (let role = 0; role < 5; role += 1) lines.push(`      - name: Role${role}`);
  }
  lines.push("assignments:");
  for (let at = 0; at < 2000; at += 1)
    lines.push(`  - {group: Everybody, role: "arn:aws:iam::${600_000_000_000 + at}:role/Role1"}`);
  for (let at = 0; at < 5; at += 1) lines.push(`  - {group: Everybody, tag: {key: env, value: e${at}}}`);
  const file = lines.join("\n");
  const startedAt = performance.now();
  const { digest } = await plan(file);
  const plannedAt = performance.now();
  const { counts } = await applyCatalogueFile(owner, { file, digest });
  const appliedAt = performance.now();
  expect(counts).toMatchObject({ add: 14_005, refuse: 0 });
  expect(await verifyChain()).toMatchObject({ ok: true });
  expect((await plan(file)).counts).toMatchObject({ unchanged: 14_005, add: 0, change: 0 });
  printFigure("10,000 roles by one file", {
    planMs: Math.round(plannedAt - startedAt),
    applyMs: Math.round(appliedAt - plannedAt),
    planAgainMs: Math.round(performance.now() - appliedAt),
  });
}, 300_000);
