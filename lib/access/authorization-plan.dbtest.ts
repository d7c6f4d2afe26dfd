import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { Prisma as PostgresqlPrisma } from "#lib/db/generated/postgresql/client.ts";
import { Prisma as SqlitePrisma } from "#lib/db/generated/sqlite/client.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { findAssignedRole } from "./find-assigned-role.ts";

testDatabase();

const random = seededRandom(7);
const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const roles = ids(2500);
const groups = ids(60);
const targets = ids(5000);
let person: Viewer;
let asked = "";

beforeAll(async () => {
  person = await addViewer();
  const at = now();
  const times = { createdAt: at, updatedAt: at };
  const account = {
    id: randomUUID(),
    partition: "aws",
    accountId: "123456789012",
    name: "One",
    color: "#123456",
  };
  await db().awsAccount.create({ data: { ...account, ...times } });
  await db().awsRole.createMany({
    data: roles.map((id) => ({
      id,
      awsAccountId: account.id,
      arn: `arn:aws:iam::123456789012:role/${id}`,
      arnKey: id,
      roleName: id,
      label: id,
      note: "",
      maxDurationSeconds: 3600,
      ...times,
    })),
  });
  await db().group.createMany({ data: groups.map((id) => ({ id, name: id, nameKey: id, ...times })) });
  const others = await Promise.all(Array.from({ length: 60 }, () => addViewer()));
  await db().membership.createMany({
    data: [person, ...others].flatMap(({ personId }, index) =>
      groups
        .filter((_, group) => (index + group) % 6 === 0)
        .map((groupId) => ({ personId, principalId: groupId, groupId, byHand: true, createdAt: at })),
    ),
  });
  await db().target.createMany({ data: targets.map((id) => ({ id, key: id, roleNamePattern: id })) });
  asked = roles[0] ?? "";
  // Each role is reached by some targets, the one that is asked for by thirty.
  const reached = roles.flatMap((roleId, index) => {
    const from = random.below(targets.length - 30);
    return targets.slice(from, from + (index === 0 ? 30 : 3)).map((targetId) => ({ roleId, targetId }));
  });
  for (let from = 0; from < reached.length; from += 5000)
    await db().targetRole.createMany({ data: reached.slice(from, from + 5000) });
  await db().assignment.createMany({
    data: targets.flatMap((targetId, index) =>
      [0, 1, 2, 3].map((more) => {
        const groupId = groups[(index + more) % groups.length] ?? "";
        const uses = { console: true, credentials: true };
        return { id: randomUUID(), principalId: groupId, groupId, targetId, ...uses, ...times };
      }),
    ),
  });
  if (testProvider === "postgresql") await db().$executeRawUnsafe("ANALYZE");
});

/** The same person by all that they may come with. */
async function withAllProofs(): Promise<[string, Viewer][]> {
  const [client, token, limited] = [randomUUID(), randomUUID(), randomUUID()];
  const at = now();
  const expiresAt = new Date(at.getTime() + 3_600_000);
  const { personId } = person;
  const about = { address: "", userAgent: "", createdAt: at, expiresAt, scopes: "[]" };
  await db().awsClient.create({
    data: { id: client, secretHash: "", name: "", redirectUris: "[]", grantTypes: "[]", ...about },
  });
  const used = { lastUsedAt: at, lastUsedAddress: "" };
  const signIns = [client, ...ids(500)].map((id) => ({
    ...{ id, personId, clientId: client, clientName: "", method: "", ...about, ...used },
  }));
  await db().clientSignIn.createMany({ data: signIns });
  const tokens = [token, limited, ...ids(500)].map((id) => ({
    ...{ id, tokenHash: id, limitedToRoles: id === limited },
    ...{ personId, name: "", last4: "", scopes: "[]", createdAt: at, expiresAt },
  }));
  await db().accessToken.createMany({ data: tokens });
  await db().accessTokenRole.createMany({
    data: roles.slice(0, 500).map((roleId) => ({ tokenId: limited, roleId })),
  });
  if (testProvider === "postgresql") await db().$executeRawUnsafe("ANALYZE");
  const byToken = (id: string): Viewer => ({
    ...person,
    signInId: id,
    accessToken: { id, scopes: [], limitedToRoles: id === limited },
  });
  return [
    ["a browser", person],
    ["an AWS client", { ...person, signInId: client, clientSignIn: { id: client, clientName: "" } }],
    ["a token", byToken(token)],
    ["a token of some roles", byToken(limited)],
  ];
}

/** The statement itself, as the product makes it. */
async function statement(viewer: Viewer): Promise<SqlitePrisma.Sql> {
  const heard: SqlitePrisma.Sql[] = [];
  const listening = new Proxy(db(), {
    get: (client, name) =>
      name === "$queryRaw"
        ? async (sql: SqlitePrisma.Sql) => {
            heard.push(sql);
            return [];
          }
        : Reflect.get(client, name),
  });
  await findAssignedRole(listening as Tx, viewer, asked);
  const [sql, ...more] = heard;
  if (!sql || more.length > 0)
    throw new Error(`authorization asked ${heard.length} questions instead of one`);
  return sql;
}

test("the one query only looks up: no table is read through, whatever the person comes with", async () => {
  for (const [name, viewer] of await withAllProofs()) {
    expect(await findAssignedRole(db(), viewer, asked), name).not.toBeNull();
    expect.soft(await readThrough(await statement(viewer)), name).toEqual([]);
  }
});

/** What the database says that it would read through, of tables that grow. */
async function readThrough(sql: SqlitePrisma.Sql): Promise<string[]> {
  if (testProvider === "sqlite") {
    const steps = await db().$queryRaw<{ detail: string }[]>(SqlitePrisma.sql`EXPLAIN QUERY PLAN ${sql}`);
    const told = steps.map((step) => step.detail);
    expect(told.length).toBeGreaterThan(6);
    return told.filter((detail) => /\bSCAN\b/.test(detail) && !/SCAN CONSTANT ROW/.test(detail));
  }
  const lines = await db().$queryRaw<Record<string, string>[]>(
    PostgresqlPrisma.sql`EXPLAIN ${sql as unknown as PostgresqlPrisma.Sql}`,
  );
  const told = lines.map((line) => Object.values(line).join(" "));
  const large =
    /Seq Scan on "?(Membership|TargetRole|Assignment|AwsRole|ClientSignIn|AccessToken|AccessTokenRole)"?/;
  return told.filter((line) => large.test(line));
}
