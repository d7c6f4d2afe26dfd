import { beforeAll, expect, test } from "vitest";
import { transact } from "#lib/audit/transact.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { connect, db, type Tx } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { isAppError } from "#lib/errors.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectRefused } from "#lib/testing/verb-promises.ts";
import { addSource } from "./add-source.ts";
import { changeSource } from "./change-source.ts";
import { chainOf, checkChains } from "./check-chain.ts";
import { findSource } from "./list-sources.ts";
import { refuseTakenName } from "./refuse-taken-name.ts";
import { removeSource } from "./remove-source.ts";

testDatabase();

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});

let made = 0;
/** A role in an account of its own. */
const freshRole = (label: string) => {
  made += 1;
  return addRole(owner, { reference: `arn:aws:iam::${400_000_000_000 + made}:role/${label}`, label });
};
const sourceThrough = (role: CatalogueRole) => {
  made += 1;
  return addSource(owner, { kind: "role", name: `Through ${made}`, roleId: role.id });
};
const choose = (role: CatalogueRole, sourceId: string | null) =>
  transact(async (tx) => chooseIn(tx, role, sourceId));
const chooseIn = async (tx: Tx, role: CatalogueRole, sourceId: string | null) => {
  await tx.awsRole.update({ where: { id: role.id }, data: { sourceId } });
  await checkChains(tx);
};
const chooseForAccount = (role: CatalogueRole, sourceId: string | null) =>
  transact(async (tx) => {
    await tx.awsAccount.update({ where: { id: role.catalogueAccountId }, data: { sourceId } });
    await checkChains(tx);
  });
const labelsOf = async (role: CatalogueRole) =>
  (await db().$transaction((tx) => chainOf(tx, role.id))).map(({ label }) => label).join(" → ");
const toldBy = async (work: () => Promise<unknown>) => {
  try {
    await work();
  } catch (error) {
    if (isAppError(error)) return error.details?.["chain"];
    throw error;
  }
  return "none";
};

/** Roles that are each assumed through the one before. */
async function chained(...labels: string[]): Promise<CatalogueRole[]> {
  const roles: CatalogueRole[] = [];
  for (const label of labels) {
    const role = await freshRole(label);
    const before = roles.at(-1);
    if (before) await choose(role, (await sourceThrough(before)).id);
    roles.push(role);
  }
  return roles;
}

test("a chain is told from its first role to the wanted one, through the account's source too", async () => {
  const [a, b] = await chained("A", "B");
  if (!a || !b) throw new Error("two roles");
  const c = await freshRole("C");
  expect(await labelsOf(c)).toBe("C");
  await chooseForAccount(c, (await sourceThrough(b)).id);
  expect(await labelsOf(c)).toBe("A → B → C");
  const d = await addRole(owner, { accountId: c.accountId, roleName: "D", label: "D" });
  expect(await labelsOf(d)).toBe("A → B → D");
  await choose(d, (await addSource(owner, { kind: "environment", name: "Own" })).id);
  expect(await labelsOf(d)).toBe("D");
  expect(await refusalCode(db().$transaction((tx) => chainOf(tx, "no-such-role")))).toBe("role_not_found");
});

test("five roles are a chain; a sixth is refused wherever it would come in", async () => {
  const roles = await chained("A", "B", "C", "D", "E");
  const [a, , , , e] = roles;
  if (!a || !e) throw new Error("five roles");
  expect(await labelsOf(e)).toBe("A → B → C → D → E");
  await expectRefused(() => sourceThrough(e), "source_chain_too_long");
  const first = await freshRole("First");
  const through = await sourceThrough(first);
  await expectRefused(() => choose(a, through.id), "source_chain_too_long");
  expect(await toldBy(() => choose(a, through.id))).toBe("First → A → B → C → D → E");
  await expectRefused(() => chooseForAccount(a, through.id), "source_chain_too_long");
  expect(await labelsOf(e)).toBe("A → B → C → D → E");
});

test("a source that is already in use is not led into a longer chain or a loop", async () => {
  const [a, b, c] = await chained("A", "B", "C");
  if (!a || !b || !c) throw new Error("three roles");
  const { sourceId } = await db().awsRole.findUniqueOrThrow({ where: { id: b.id } });
  const id = sourceId ?? "";
  await expectRefused(() => changeSource(owner, id, { roleId: c.id }), "source_chain_loops");
  expect(await toldBy(() => changeSource(owner, id, { roleId: c.id }))).toMatch(/^(B → C → B|C → B → C)$/);
  await expectRefused(() => changeSource(owner, id, { roleId: b.id }), "source_chain_loops");
  const four = await chained("F", "G", "H", "I");
  const last = four.at(-1);
  if (!last) throw new Error("four roles");
  await expectRefused(() => changeSource(owner, id, { roleId: last.id }), "source_chain_too_long");
  const other = await freshRole("Other");
  expect((await changeSource(owner, id, { roleId: other.id })).role?.id).toBe(other.id);
  expect(await labelsOf(c)).toBe("Other → B → C");
});

test("loops of one, two and three roles are refused, and so is one through an account", async () => {
  const [a, b, c] = await chained("A", "B", "C");
  if (!a || !b || !c) throw new Error("three roles");
  for (const [through, chain] of [
    [a, "A → A"],
    [b, /^(A → B → A|B → A → B)$/],
    [c, /^(A → B → C → A|B → C → A → B|C → A → B → C)$/],
  ] as const) {
    const source = await sourceThrough(through);
    await expectRefused(() => choose(a, source.id), "source_chain_loops");
    await expectRefused(() => chooseForAccount(a, source.id), "source_chain_loops");
    expect(await toldBy(() => choose(a, source.id))).toEqual(
      typeof chain === "string" ? chain : expect.stringMatching(chain),
    );
    await removeSource(owner, source.id);
  }
});

test("a role that leaves the catalogue stays named in the chains through it", async () => {
  const [a, b] = await chained("A", "B");
  if (!a || !b) throw new Error("two roles");
  await db().awsRole.update({ where: { id: a.id }, data: { removedAt: new Date() } });
  expect(await labelsOf(b)).toBe("A → B");
  const { sourceId } = await db().awsRole.findUniqueOrThrow({ where: { id: b.id } });
  expect((await findSource(owner, sourceId ?? "")).role).toBeNull();
  await removeRole(owner, b.id);
  const free = await freshRole("Free");
  expect(await refusalCode(choose(free, null))).toBe("none");
});

test("a source that is removed meanwhile is chosen for nothing", async () => {
  const source = await addSource(owner, { kind: "container", name: "Leaving" });
  const role = await freshRole("Late");
  await removeSource(owner, source.id);
  await expectRefused(() => choose(role, source.id), "source_not_found");
  await expectRefused(() => chooseForAccount(role, source.id), "source_not_found");
});

test("two changes at once that would make a loop together: one is refused", async () => {
  const rounds = 10;
  const outcomes: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    const [a, b] = [await freshRole("A"), await freshRole("B")];
    const [throughA, throughB] = [await sourceThrough(a), await sourceThrough(b)];
    const codes = await Promise.all([
      refusalCode(choose(a, throughB.id)),
      refusalCode(choose(b, throughA.id)),
    ]);
    for (const code of codes) outcomes[code] = (outcomes[code] ?? 0) + 1;
  }
  printFigure("chain loops", { provider: testProvider, rounds, ...outcomes });
  expect(outcomes).toEqual({ none: rounds, source_chain_loops: rounds });
});

test.runIf(testProvider === "postgresql")(
  "the same in two replicas: the later one waits, and is refused",
  async () => {
    const elsewhere = connect(env().DATABASE_URL);
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await freshRole("A"), await freshRole("B")];
      const [throughA, throughB] = [await sourceThrough(a), await sourceThrough(b)];
      let here: Promise<string> = Promise.resolve("");
      await elsewhere.$transaction(async (tx) => {
        await chooseIn(tx, a, throughB.id);
        here = refusalCode(choose(b, throughA.id));
        await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.2)`;
      });
      expect(await here).toBe("source_chain_loops");
    }
    await elsewhere.$disconnect();
  },
);

test.runIf(testProvider === "postgresql")(
  "a name that is being taken in one replica is taken in another",
  async () => {
    const elsewhere = connect(env().DATABASE_URL);
    let here: Promise<string> = Promise.resolve("");
    await elsewhere.$transaction(async (tx) => {
      const nameKey = await refuseTakenName(tx, "Replicated");
      const at = new Date();
      const data = { id: "elsewhere", name: "Replicated", nameKey, kind: "environment" };
      await tx.credentialSource.create({ data: { ...data, createdAt: at, updatedAt: at } });
      here = refusalCode(addSource(owner, { kind: "container", name: "replicated" }));
      await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.2)`;
    });
    expect(await here).toBe("source_name_taken");
    await elsewhere.$disconnect();
  },
);

test.runIf(testProvider === "postgresql")(
  "a source removed in one replica is not chosen in another",
  async () => {
    const elsewhere = connect(env().DATABASE_URL);
    const source = await addSource(owner, { kind: "environment", name: "Both" });
    const role = await freshRole("Both");
    let removing: Promise<string> = Promise.resolve("");
    await elsewhere.$transaction(async (tx) => {
      await chooseIn(tx, role, source.id);
      removing = refusalCode(removeSource(owner, source.id));
      await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.2)`;
    });
    expect(await removing).toBe("source_in_use");
    await elsewhere.$disconnect();
  },
);
