import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { changeAssignment } from "#lib/assignments/change-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { verifyChain } from "#lib/audit/verify-chain.ts";
import { signInWithIdentity } from "#lib/auth/sign-in-with-identity.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addAccount } from "#lib/catalogue/add-account.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeAccount } from "#lib/catalogue/change-account.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { changeRoles } from "#lib/catalogue/change-roles.ts";
import { removeAccount } from "#lib/catalogue/remove-account.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { removeRoles } from "#lib/catalogue/remove-roles.ts";
import { restoreRoles } from "#lib/catalogue/restore-roles.ts";
import { db } from "#lib/db/client.ts";
import { addGroup } from "#lib/groups/add-group.ts";
import { changeGroup } from "#lib/groups/change-group.ts";
import { changeMembers } from "#lib/groups/change-members.ts";
import { removeGroup } from "#lib/groups/remove-group.ts";
import { addOwnRoleRule } from "#lib/own-roles/add-own-role-rule.ts";
import { removeOwnRole } from "#lib/own-roles/remove-own-role.ts";
import { removeOwnRoleRule } from "#lib/own-roles/remove-own-role-rule.ts";
import { shareOwnRole } from "#lib/own-roles/share-own-role.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { invitePerson } from "#lib/people/invite-person.ts";
import { renewInvitation } from "#lib/people/renew-invitation.ts";
import { effectiveTags, reaches } from "#lib/targets/reaches.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { addAccessToken } from "#lib/tokens/add-access-token.ts";
import { revokeOwnAccessToken } from "#lib/tokens/revoke-access-token.ts";
import { applyCatalogueFile } from "#lib/transfer/apply-catalogue-file.ts";
import { planCatalogueFile } from "#lib/transfer/plan-catalogue-file.ts";
import { addOwnRole } from "./add-own-role.ts";
import { applyAssignments } from "./apply-assignments.ts";
import { issueCredentials } from "./issue-credentials.ts";
import { previewAssignments } from "./preview-assignments.ts";

testAws();
testDatabase();

const rounds = 6;
const operations = 100;
const atOnce = 8;
const random = seededRandom(20_261_123);
let owner: Viewer;
let members: readonly Viewer[] = [];
beforeAll(async () => {
  owner = await addViewer("owner");
  members = await Promise.all(Array.from({ length: 5 }, () => addViewer("member")));
  await addOwnRoleRule(owner, { accountPattern: "*", roleNamePattern: "*" });
  await addRole(owner, { reference: testRoleArn("Developer"), tags: { env: "dev" } });
});

/**
 * What a replica has to itself is the queue of its transactions; the database is everybody's. Whoever changes
 * something next does it in either one's.
 */
type Queue = { genkanTransact?: object };
const replicas: Queue[] = [{}, {}];
function changeReplica(): void {
  const holder = globalThis as Queue;
  const current = replicas[0];
  if (current && holder.genkanTransact) current.genkanTransact = holder.genkanTransact;
  replicas.reverse();
  const next = replicas[0]?.genkanTransact;
  if (next) holder.genkanTransact = next;
  else delete holder.genkanTransact;
}

const one = <T>(items: readonly T[]): T | undefined => items[random.below(items.length)];
const id = (rows: readonly { id: string }[]) => one(rows)?.id ?? "nobody";
const some = (rows: readonly { id: string }[]) =>
  rows.filter(() => random.below(4) === 0).map((row) => row.id);
const tags = () => ({ [one(["env", "team"]) ?? ""]: one(["dev", "prod"]) ?? "" });
const tag = () => ({ key: one(["env", "team"]) ?? "", value: one(["dev", "prod"]) ?? "" });
const roleName = () => `${one(["Read", "Write", "Admin"])}${random.below(6)}`;
const arn = () => `arn:aws:iam::${300_000_000_000 + random.below(4)}:role/${roleName()}`;
const member = () => one(members) ?? owner;
const select = { id: true } as const;
const roleIds = (where: object = { ownerId: null, removedAt: null }) =>
  db().awsRole.findMany({ where, select });
const accountIds = () => db().awsAccount.findMany({ select });
const groupIds = () => db().group.findMany({ select });
const assignmentIds = () => db().assignment.findMany({ select });
const ruleIds = () => db().ownRoleRule.findMany({ select });

async function principal() {
  return random.below(2) === 0 ? { personId: member().personId } : { groupId: id(await groupIds()) };
}

async function target() {
  switch (random.below(4)) {
    case 0:
      return { roleId: id(await roleIds()) };
    case 1:
      return { awsAccountId: id(await accountIds()), roleNamePattern: one(["Read*", "*1", "*"]) };
    case 2:
      return { tag: tag(), roleNamePattern: one(["Read*", "?rite*"]) };
    default:
      return { tag: tag() };
  }
}

async function restore() {
  const gone = await db().awsRole.findMany({ where: { removedAt: { not: null }, ownerId: null }, select });
  return restoreRoles(owner, { roleIds: [id(gone)] });
}

async function applyChanges() {
  const changes = {
    add: [{ ...(await principal()), ...(await target()) }],
    revoke: some(await assignmentIds()).slice(0, 3),
  };
  const { digest } = await previewAssignments(owner, changes);
  return applyAssignments(owner, { changes, digest });
}

async function applyFile() {
  const account = 300_000_000_000 + random.below(4);
  const names = [...new Set([roleName(), roleName()])];
  const file = `version: 1
managed-by: file-${random.below(2)}
accounts:
  - id: "${account}"
    tags: {env: ${one(["dev", "prod"])}}
    roles:
${names.map((name) => `      - {name: ${name}, tags: {team: ${one(["dev", "prod"])}}}`).join("\n")}
groups:
  - {name: Filed ${random.below(3)}, members: [${member().email}]}
assignments:
  - {person: ${member().email}, tag: {key: env, value: ${one(["dev", "prod"])}}}
  - {person: ${member().email}, role: "arn:aws:iam::${account}:role/${names[0]}"}
`;
  const { digest } = await planCatalogueFile(owner, { file });
  return applyCatalogueFile(owner, { file, digest, skipRefused: true });
}

async function issue() {
  const rows = await db().awsRole.findMany({ where: { roleName: "Developer", removedAt: null }, select });
  return issueCredentials(member(), { roleId: id(rows) });
}

const identity = (subject: number) => ({
  issuer: "https://id.example.com",
  subject: `subject-${subject}`,
  email: "same@example.com",
  groups: ["a", "b", "c"].filter(() => random.below(2) === 0),
});

const verbs: Readonly<Record<string, () => Promise<unknown>>> = {
  addRole: () => addRole(owner, { reference: arn(), tags: tags() }),
  changeRole: async () => changeRole(owner, id(await roleIds()), { tags: tags() }),
  changeRoles: async () =>
    changeRoles(owner, { roleIds: some(await roleIds()), addTags: tags(), removeTags: [tag().key] }),
  noteOfRole: async () => changeRole(owner, id(await roleIds()), { note: "noted", maxDurationSeconds: 3600 }),
  removeRole: async () => removeRole(owner, id(await roleIds())),
  removeRoles: async () => removeRoles(owner, { roleIds: some(await roleIds()).slice(0, 3) }),
  restore,
  addAccount: () => addAccount(owner, { accountId: String(300_000_000_000 + random.below(6)), tags: tags() }),
  changeAccount: async () => changeAccount(owner, id(await accountIds()), { tags: tags() }),
  nameAccount: async () => changeAccount(owner, id(await accountIds()), { name: "Named" }),
  removeAccount: async () => removeAccount(owner, id(await accountIds())),
  addAssignment: async () => addAssignment(owner, { ...(await principal()), ...(await target()) }),
  changeAssignment: async () =>
    changeAssignment(owner, id(await assignmentIds()), { requiresReason: random.below(2) === 0 }),
  revoke: async () => revokeAssignment(owner, id(await assignmentIds())),
  applyChanges,
  addGroup: () =>
    addGroup(owner, { name: `Group ${random.below(6)}`, claim: one(["a", "b", "c", null]) ?? null }),
  changeGroup: async () => changeGroup(owner, id(await groupIds()), { claim: one(["a", "b", "c", null]) }),
  changeMembers: async () =>
    changeMembers(owner, id(await groupIds()), {
      [one(["add", "remove"]) ?? ""]: [...new Set([member().personId, member().personId])],
    }),
  removeGroup: async () => removeGroup(owner, id(await groupIds())),
  signIn: () => signInWithIdentity(testRequest, identity(random.below(12))),
  invite: async () =>
    invitePerson(owner, {
      name: "Invited",
      email: `${randomUUID()}@example.com`,
      groupIds: some(await groupIds()).slice(0, 2),
    }),
  acceptInvitation: async () => {
    const invited = await db().person.findMany({ where: { name: "Invited" }, select });
    const { link } = await renewInvitation(owner, id(invited), {});
    const token = new URL(link).hash.replace("#token=", "");
    return signInWithIdentity(testRequest, identity(100 + random.below(1000)), token);
  },
  changePerson: () =>
    changePerson(owner, member().personId, { portalRole: one(["member", "auditor", "member"]) }),
  nameOfPerson: () => changePerson(owner, member().personId, { name: "Renamed" }),
  addOwnRole: () =>
    addOwnRole(member(), { reference: random.below(2) === 0 ? arn() : testRoleArn("Developer") }),
  removeOwnRole: async () =>
    removeOwnRole(member(), id(await roleIds({ ownerId: member().personId, removedAt: null }))),
  shareOwnRole: async () =>
    shareOwnRole(owner, id(await roleIds({ ownerId: { not: null }, removedAt: null }))),
  addRule: () => addOwnRoleRule(owner, { accountPattern: "*", roleNamePattern: `${one(["Read", "Dev"])}*` }),
  removeRule: async () =>
    (await ruleIds()).length > 2 ? removeOwnRoleRule(owner, id(await ruleIds())) : undefined,
  token: async () => {
    const viewer = member();
    const { id: tokenId } = await addAccessToken(viewer, { name: "t", scopes: ["roles:use"] });
    return revokeOwnAccessToken(viewer, tokenId);
  },
  applyFile,
  issue,
};

/** What every target reaches, worked out from nothing. */
async function wantedLinks(): Promise<string[]> {
  const [roles, targets] = await Promise.all([
    db().awsRole.findMany({ where: { removedAt: null }, include: { account: true } }),
    db().target.findMany(),
  ]);
  return roles
    .flatMap((role) => {
      const reachable = { ...role, tags: effectiveTags(role.account.tags, role.tags) };
      return targets
        .filter((each) => reaches(each, reachable) && (role.ownerId === null || each.roleId === role.id))
        .map((each) => `${role.id} ${each.id}`);
    })
    .sort();
}

/** Deadlocks that the database broke; whoever lost one ran again. */
async function deadlocks(): Promise<number> {
  if (testProvider === "sqlite") return 0;
  const rows = await db().$queryRaw<{ deadlocks: bigint }[]>`
    SELECT "deadlocks" FROM "pg_stat_database" WHERE "datname" = current_database()`;
  return Number(rows[0]?.deadlocks);
}

test("changes of two replicas at once leave every role reached by exactly what reaches it", async () => {
  const told: Record<string, number> = {};
  const wrong: string[] = [];
  // What goes is to be outnumbered by what comes.
  const names = Object.keys(verbs).flatMap((name) =>
    /^(?:remove|revoke)/.test(name) ? [name] : [name, name, name],
  );
  let links = 0;
  for (let round = 0; round < rounds; round += 1) {
    let left = operations;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (left > 0) {
          left -= 1;
          changeReplica();
          const name = one(names) ?? "";
          const code = await refusalCode(async () => verbs[name]?.());
          told[code] = (told[code] ?? 0) + 1;
          if (code.startsWith("unexpected") || code === "audit_unavailable") wrong.push(`${name}: ${code}`);
        }
      }),
    );
    const stored = (await db().targetRole.findMany()).map(({ roleId, targetId }) => `${roleId} ${targetId}`);
    expect(stored.sort()).toEqual(await wantedLinks());
    expect(await db().target.count({ where: { assignments: { none: {} } } })).toBe(0);
    links += stored.length;
  }
  printFigure("two replicas", {
    provider: testProvider,
    operations: rounds * operations,
    links,
    deadlocks: await deadlocks(),
    ...told,
  });
  expect(wrong).toEqual([]);
  expect((await verifyChain()).ok).toBe(true);
  expect(replicas[0]?.genkanTransact).not.toBe(replicas[1]?.genkanTransact);
  expect(links).toBeGreaterThan(10 * rounds);
}, 300_000);
