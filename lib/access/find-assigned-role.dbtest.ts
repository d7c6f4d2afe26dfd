import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeAccount } from "#lib/catalogue/change-account.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { findAssignedRole } from "./find-assigned-role.ts";
import { termsOf } from "./grants.ts";
import { listPickerRoles } from "./list-picker-roles.ts";

testDatabase();

// A small company, written down plainly beside the database. Every question that the one query is asked is answered a
// second time by walking all of it.

type Person = { viewer: Viewer; disabled: boolean; proofs: readonly Proof[]; groups: Set<string> };
/** What a person comes with: a browser's sign-in, an AWS client's, a token, and a token limited to some roles. */
type Proof = { viewer: Viewer; ended: boolean; roles: Set<string> | null };
type Account = { id: string; accountId: string; tags: Record<string, string> };
type Role = {
  id: string;
  account: Account;
  name: string;
  tags: Record<string, string>;
  ownerId: string | null;
};
type Assigned = {
  id: string;
  to: { person: Person } | { group: string };
  roleId: string | null;
  account: Account | null;
  pattern: string | null;
  tag: { key: string; value: string } | null;
  console: boolean;
  credentials: boolean;
  seconds: number | null;
  startsAt: number | null;
  expiresAt: number | null;
  reason: boolean;
};
type World = { people: Person[]; groups: string[]; accounts: Account[]; roles: Role[]; assigned: Assigned[] };

const cases = testProvider === "sqlite" ? 100_000 : 5_000;
const hour = 3_600_000;
const random = seededRandom(20_261_123);
const some = <T>(items: readonly T[]): T => {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
};
const maybe = (percent: number) => random.below(100) < percent;

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});

/** What the person may do with the role, as the plain words of the product have it. */
function reference({ assigned }: World, person: Person, role: Role, at: number, proof?: Proof) {
  if (person.disabled || person.viewer.portalRole === "auditor") return null;
  if (proof?.ended || proof?.roles?.has(role.id) === false) return null;
  const theirs = assigned.filter((one) => {
    if (!("person" in one.to ? one.to.person === person : person.groups.has(one.to.group))) return false;
    if (one.startsAt !== null && one.startsAt > at) return false;
    if (one.expiresAt !== null && one.expiresAt <= at) return false;
    if (one.roleId !== null) return one.roleId === role.id;
    if (role.ownerId !== null) return false;
    const tags = new Map([...Object.entries(role.account.tags), ...Object.entries(role.tags)]);
    return (
      (one.account === null || one.account === role.account) &&
      (one.tag === null || tags.get(one.tag.key) === one.tag.value) &&
      (one.pattern === null || asExpression(one.pattern).test(role.name))
    );
  });
  if (theirs.length === 0) return null;
  const use = (giving: Assigned[], reasonGiven: boolean) => {
    if (giving.length === 0) return null;
    const free = giving.filter((one) => !one.reason);
    const counted = free.length === 0 || reasonGiven ? giving : free;
    const endless = counted.some((one) => one.seconds === null);
    return {
      maxDurationSeconds: endless ? null : Math.max(...counted.map((one) => one.seconds ?? 0)),
      requiresReason: free.length === 0,
    };
  };
  const both = (giving: Assigned[]) => [use(giving, false), use(giving, true)];
  return {
    assignments: theirs.map((one) => one.id).sort(),
    console: both(theirs.filter((one) => one.console)),
    credentials: both(theirs.filter((one) => one.credentials)),
  };
}

function asExpression(pattern: string): RegExp {
  const parts = [...pattern].map((letter) =>
    letter === "*" ? ".*" : letter === "?" ? "." : letter.replace(/[.+@=,\-\\^$|()[\]{}]/g, "\\$&"),
  );
  return new RegExp(`^${parts.join("")}$`, "s");
}

async function asked({ viewer }: Proof, role: Role) {
  const found = await findAssignedRole(db(), viewer, role.id);
  if (!found) return null;
  const { grants } = found;
  return {
    assignments: grants.map((grant) => grant.assignmentId),
    console: [termsOf(grants, "console"), termsOf(grants, "console", true)],
    credentials: [termsOf(grants, "credentials"), termsOf(grants, "credentials", true)],
  };
}

const names = ["Admin", "ReadOnly", "Deployer", "Deploy-Staging", "deployer", "Read", "Audit+Log", "A"];
const patterns = ["*", "Read*", "*only", "*Only", "Deploy*", "?", "?eploy*", "A*g", "Audit+Log", "R?ad"];
const tags = () => ({
  ...(maybe(70) && { env: some(["dev", "prod", "Dev"]) }),
  ...(maybe(40) && { team: some(["a", "b"]) }),
  ...(maybe(10) && { ["__proto__x"]: "env" }),
});
let made = 0;
let added = 0;

/** Takes the company before this one out of the catalogue, so that each has its own. */
async function clear(): Promise<void> {
  await db().assignment.deleteMany({});
  await db().targetRole.deleteMany({});
  await db().target.deleteMany({});
  await db().awsRole.updateMany({ data: { removedAt: now() } });
}

async function makeWorld(): Promise<World> {
  await clear();
  made += 1;
  const people: Person[] = [];
  for (let index = 0; index < 12; index += 1) {
    const viewer = await addViewer(
      some(["member", "member", "member", "admin", "owner", "auditor"] as const),
    );
    people.push({ viewer, disabled: false, proofs: await proofsOf(viewer), groups: new Set() });
  }
  const groups = Array.from({ length: 5 }, () => randomUUID());
  await db().group.createMany({
    data: groups.map((id) => ({ id, name: id, nameKey: id, createdAt: now(), updatedAt: now() })),
  });
  const world: World = { people, groups, accounts: [], roles: [], assigned: [] };
  for (let index = 0; index < 6; index += 1) await addSomeRole(world, true);
  for (let index = 0; index < 18; index += 1) await addSomeRole(world, maybe(10));
  for (let index = 0; index < 14; index += 1) await changeMembership(world);
  for (let index = 0; index < 45; index += 1) await assignSomething(world);
  const limits = people.flatMap(({ proofs }) =>
    proofs.flatMap(({ viewer, roles }) =>
      world.roles.flatMap(({ id }) => {
        if (!viewer.accessToken || !roles || maybe(40)) return [];
        roles.add(id);
        return [{ tokenId: viewer.accessToken.id, roleId: id }];
      }),
    ),
  );
  await db().accessTokenRole.createMany({ data: limits });
  return world;
}

async function proofsOf(viewer: Viewer): Promise<Proof[]> {
  const { personId } = viewer;
  const at = now();
  const expiresAt = new Date(at.getTime() + 100 * hour);
  const [client, token, limited] = [randomUUID(), randomUUID(), randomUUID()];
  const about = { address: "", userAgent: "", createdAt: at, expiresAt, scopes: "[]" };
  await db().awsClient.create({
    data: { id: client, secretHash: "", name: "", redirectUris: "[]", grantTypes: "[]", ...about },
  });
  const used = { lastUsedAt: at, lastUsedAddress: "" };
  await db().clientSignIn.create({
    data: { id: client, personId, clientId: client, clientName: "", method: "", ...about, ...used },
  });
  const row = { personId, name: "", last4: "", scopes: "[]", createdAt: at, expiresAt };
  await db().accessToken.createMany({
    data: [
      { id: token, tokenHash: token, ...row },
      { id: limited, tokenHash: limited, limitedToRoles: true, ...row },
    ],
  });
  const tokenViewer = (id: string, limitedToRoles: boolean): Viewer => ({
    ...viewer,
    signInId: `token:${id}`,
    accessToken: { id, scopes: [], limitedToRoles },
  });
  const clientViewer = { ...viewer, signInId: client, clientSignIn: { id: client, clientName: "" } };
  return [
    { viewer, ended: false, roles: null },
    { viewer: clientViewer, ended: false, roles: null },
    { viewer: tokenViewer(token, false), ended: false, roles: null },
    { viewer: tokenViewer(limited, true), ended: false, roles: new Set() },
  ];
}

/** Ends what a person comes with, or has it begin again; a token of some roles is mostly given one more or less. */
async function changeProof(proof: Proof, { roles }: World): Promise<void> {
  const { accessToken, clientSignIn, signInId } = proof.viewer;
  if (accessToken && proof.roles && maybe(80))
    return changeLimit(accessToken.id, proof.roles, some(roles).id);
  proof.ended = maybe(30);
  const at = proof.ended ? now() : null;
  if (accessToken) await db().accessToken.update({ where: { id: accessToken.id }, data: { revokedAt: at } });
  else if (clientSignIn)
    await db().clientSignIn.update({ where: { id: clientSignIn.id }, data: { endedAt: at } });
  else await db().signIn.update({ where: { id: signInId }, data: { endedAt: at } });
}

async function changeLimit(tokenId: string, limit: Set<string>, roleId: string): Promise<void> {
  const row = { tokenId, roleId };
  if (limit.delete(roleId)) return void (await db().accessTokenRole.deleteMany({ where: row }));
  limit.add(roleId);
  await db().accessTokenRole.create({ data: row });
}

async function addSomeRole(world: World, inNewAccount: boolean): Promise<void> {
  const known = inNewAccount ? undefined : some(world.accounts);
  const number = made * 1000 + world.accounts.length + 1;
  const account = known ?? { id: "", accountId: String(number).padStart(12, "7"), tags: {} };
  const name = some(names);
  added += 1;
  const path = `/p${added}/`;
  const role = await addRole(owner, {
    reference: `arn:aws:iam::${account.accountId}:role${path}${name}`,
    ...(maybe(30) && { tags: tags() }),
  });
  if (!known) {
    account.id = role.catalogueAccountId;
    world.accounts.push(account);
    await tagAccount(account);
  }
  const stored = await db().awsRole.findUniqueOrThrow({ where: { id: role.id }, select: { tags: true } });
  world.roles.push({ id: role.id, account, name, tags: JSON.parse(stored.tags), ownerId: null });
}

async function tagAccount(account: Account): Promise<void> {
  account.tags = tags();
  await changeAccount(owner, account.id, { tags: account.tags });
}

async function changeMembership({ people, groups }: World): Promise<void> {
  const person = some(people);
  const groupId = some(groups);
  const { personId } = person.viewer;
  if (person.groups.delete(groupId)) await db().membership.deleteMany({ where: { personId, groupId } });
  else {
    person.groups.add(groupId);
    const byHand = maybe(50);
    const row = { personId, groupId, principalId: groupId, byHand, byClaim: !byHand, createdAt: now() };
    await db().membership.create({ data: row });
  }
}

async function assignSomething(world: World): Promise<void> {
  const to = maybe(40) ? { person: some(world.people) } : { group: some(world.groups) };
  const whole = maybe(40) ? some(world.roles) : null;
  const account = maybe(40) ? some(world.accounts) : null;
  const pattern = maybe(50) ? some(patterns) : null;
  const tag = maybe(50)
    ? { key: some(["env", "team", "__proto__x"]), value: some(["dev", "prod", "a", "env"]) }
    : null;
  const scope =
    account || pattern || tag ? { account, pattern, tag } : { account: null, pattern: "*", tag: null };
  const target = whole ? { account: null, pattern: null, tag: null } : scope;
  const uses = some([
    { console: true, credentials: true },
    { console: true, credentials: false },
    { console: false, credentials: true },
  ]);
  const startsAt = maybe(30) ? Date.now() + some([-2, 2]) * hour : null;
  const expiresAt = maybe(30)
    ? Date.now() + (startsAt !== null && startsAt > Date.now() ? 3 : some([-1, 1])) * hour
    : null;
  const terms = {
    ...uses,
    maxDurationSeconds: maybe(50) ? some([900, 3600, 7200]) : null,
    startsAt: startsAt === null ? null : new Date(startsAt).toISOString(),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    requiresReason: maybe(25),
  };
  const key = (one: Pick<Assigned, "to" | "roleId" | "account" | "pattern" | "tag">) =>
    JSON.stringify([
      "person" in one.to ? one.to.person.viewer.personId : one.to.group,
      one.roleId,
      one.account?.id,
      one.pattern,
      one.tag,
    ]);
  const asked = { to, roleId: whole?.id ?? null, ...target };
  if (world.assigned.some((one) => key(one) === key(asked))) return;
  const { id } = await addAssignment(owner, {
    ...("person" in to ? { personId: to.person.viewer.personId } : { groupId: to.group }),
    ...(whole
      ? { roleId: whole.id }
      : {
          ...(target.account && { awsAccountId: target.account.id }),
          ...(target.pattern && { roleNamePattern: target.pattern }),
          ...(target.tag && { tag: target.tag }),
        }),
    ...terms,
  });
  const { maxDurationSeconds: seconds, requiresReason: reason } = terms;
  world.assigned.push({ id, ...asked, ...uses, seconds, reason, startsAt, expiresAt });
}

/** One of the things that happen to a company, by the verbs that people use. */
async function happen(world: World): Promise<void> {
  const what = random.below(100);
  await changeProof(some(some(world.people).proofs), world);
  if (what < 30) return assignSomething(world);
  if (what < 50) return changeMembership(world);
  if (what < 65) return tagAccount(some(world.accounts));
  if (what < 75) {
    const role = some(world.roles);
    role.tags = tags();
    await changeRole(owner, role.id, { tags: role.tags });
  } else if (what < 87) {
    const gone = some(world.assigned);
    await revokeAssignment(owner, gone.id);
    world.assigned.splice(world.assigned.indexOf(gone), 1);
  } else if (what < 92 && world.roles.length > 15) {
    const gone = some(world.roles);
    await removeRole(owner, gone.id);
    world.roles.splice(world.roles.indexOf(gone), 1);
    world.assigned = world.assigned.filter((one) => one.roleId !== gone.id);
    expect(await findAssignedRole(db(), some(world.people).viewer, gone.id)).toBeNull();
  } else if (what < 96) return addSomeRole(world, maybe(20));
  else {
    const person = some(world.people);
    const { personId } = person.viewer;
    person.disabled = !person.disabled;
    const disabledAt = person.disabled ? now() : null;
    await db().person.update({ where: { id: personId }, data: { disabledAt } });
  }
}

test("the one query agrees with a plain walk over people, what they come with, groups, targets, tags and dates", async () => {
  let compared = 0;
  let reached = 0;
  let several = 0;
  for (let round = 0; compared < cases; round += 1) {
    const world = await makeWorld();
    for (let turn = 0; turn < 12 && compared < cases; turn += 1) {
      const at = Date.now();
      const pairs = world.people.flatMap((person) =>
        world.roles.map((role) => ({ person, role, proof: some(person.proofs) })),
      );
      const answers = await Promise.all(pairs.map(({ proof, role }) => asked(proof, role)));
      const wrong: unknown[] = [];
      for (const [index, { person, role, proof }] of pairs.entries()) {
        const expected = reference(world, person, role, at, proof);
        const answer = answers[index] ?? null;
        compared += 1;
        if (answer !== null) reached += 1;
        if ((answer?.assignments.length ?? 0) > 1) several += 1;
        if (JSON.stringify(answer) !== JSON.stringify(expected))
          wrong.push({ round, turn, answer, expected });
      }
      expect(wrong.slice(0, 3)).toEqual([]);
      if (turn % 6 === 0) await compareList(world, at);
      for (let step = 0; step < 6; step += 1) await happen(world);
    }
  }
  printFigure("the one query", { provider: testProvider, cases: compared, reached, several });
  expect(reached).toBeGreaterThan(cases / 10);
  expect(several).toBeGreaterThan(cases / 100);
}, 600_000);

/** The picker lists exactly what the query gives, with the same terms. */
async function compareList(world: World, at: number): Promise<void> {
  const person = some(world.people.filter((each) => !each.disabled));
  const listed = await listPickerRoles(person.viewer);
  const use = (found: { requiresReason: boolean } | null | undefined) => found?.requiresReason ?? null;
  expect(
    listed.map((role) => [role.id, use(role.console), use(role.credentials)]).sort(),
    person.viewer.portalRole,
  ).toEqual(
    world.roles
      .flatMap((role) => {
        const expected = reference(world, person, role, at);
        return expected ? [[role.id, use(expected.console[0]), use(expected.credentials[0])]] : [];
      })
      .sort(),
  );
}
