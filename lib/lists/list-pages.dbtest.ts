import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { AccountListItem } from "#lib/catalogue/account-list-view.ts";
import { listAccountsPage } from "#lib/catalogue/list-accounts-page.ts";
import { listRolesPage } from "#lib/catalogue/list-roles-page.ts";
import type { RoleListItem } from "#lib/catalogue/role-list-view.ts";
import { db } from "#lib/db/client.ts";
import { listPeoplePage } from "#lib/people/list-people-page.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused } from "#lib/testing/verb-promises.ts";
import type { ListPage } from "./list-view.ts";

testDatabase();

const random = seededRandom(20_261_123);
const pick = <T>(items: readonly [T, ...T[]]): T => items[random.below(items.length)] ?? items[0];
const words = [
  "prod",
  "Prod",
  "éclair",
  "Éclair",
  "東京",
  "ﾃｽﾄ",
  "a%b",
  "a_b",
  "z'\"",
  "_",
  "Ö",
  "ß",
  "𠮷",
  "",
] as const;
const name = () => `${pick(words)} ${pick(words)} ${random.below(9)}`.trim();
const at = new Date("2026-11-01T00:00:00.000Z");

let owner: Viewer;
let accountIds: string[] = [];
beforeAll(async () => {
  owner = await addViewer("owner");
  const accounts = Array.from({ length: 60 }, (_, index) => ({
    id: randomUUID(),
    partition: "aws",
    accountId: String(400_000_000_000 + index),
    name: name(),
    color: "#123456",
    tags: random.below(2) === 0 ? '{"env":"dev","team":"a b"}' : '{"environment":"dev"}',
    ouPath: random.below(3) === 0 ? null : `/${pick(["Work", "work", "Éa"])}`,
    createdAt: at,
    updatedAt: at,
  }));
  await db().awsAccount.createMany({ data: accounts });
  accountIds = accounts.map((account) => account.id);
  await db().awsRole.createMany({ data: Array.from({ length: 400 }, newRole) });
});

function newRole() {
  const id = randomUUID();
  return {
    id,
    awsAccountId: accountIds[random.below(accountIds.length)] ?? "",
    arn: `arn:aws:iam::400000000000:role/${id}`,
    arnKey: id,
    roleName: id,
    label: name(),
    note: name(),
    maxDurationSeconds: 900 * (1 + random.below(4)),
    requiresMfa: random.below(3) === 0,
    tags: pick(["{}", '{"env":"prod"}', '{"env":"dev"}']),
    createdAt: at,
    updatedAt: new Date(at.getTime() + random.below(50) * 1000),
  };
}

type Asked = Readonly<Record<string, unknown>>;
type Listed = (input: Asked) => Promise<ListPage<{ id: string }>>;

/** Every page from the first, forwards, and what `between` pages happens in between. */
async function walk(list: Listed, input: Asked, between: () => Promise<void> = async () => undefined) {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: ListPage<{ id: string }> = await list({ ...input, ...(cursor !== null && { cursor }) });
    ids.push(...page.items.map((item) => item.id));
    cursor = page.next;
    await between();
  } while (cursor !== null);
  return ids;
}

const roles: Listed = (input) => listRolesPage(owner, input);
const accounts: Listed = (input) => listAccountsPage(owner, input);
const people: Listed = (input) => listPeoplePage(owner, input);

const folded = (text: string | null) =>
  Buffer.from((text ?? "").replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
type Key = readonly (Buffer | number)[];
function compare(a: Key, b: Key): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? 0;
    const order =
      typeof left === "number" || typeof right === "number"
        ? Number(left) - Number(right)
        : Buffer.compare(left, right);
    if (order !== 0) return order;
  }
  return 0;
}
const sorted = <Item extends { id: string }>(items: readonly Item[], key: (item: Item) => Key) =>
  [...items]
    .sort((a, b) => compare([...key(a), Buffer.from(a.id)], [...key(b), Buffer.from(b.id)]))
    .map((item) => item.id);

const roleKeys: Readonly<Record<string, (role: RoleListItem) => Key>> = {
  account: (role) => [folded(role.accountName), folded(role.accountId), folded(role.label)],
  role: (role) => [folded(role.label), folded(role.accountName)],
  maximum: (role) => [role.maxDurationSeconds, folded(role.accountName)],
  changed: (role) => [Date.parse(role.updatedAt)],
};
const accountKeys: Readonly<Record<string, (account: AccountListItem) => Key>> = {
  name: (account) => [folded(account.name), folded(account.accountId)],
  id: (account) => [folded(account.accountId)],
  ou: (account) => [folded(account.ouPath), folded(account.name)],
  roles: (account) => [account.roles, folded(account.name)],
};

async function everyRole(): Promise<RoleListItem[]> {
  const items: RoleListItem[] = [];
  let cursor: string | null = null;
  do {
    const page: ListPage<RoleListItem> = await listRolesPage(owner, {
      limit: 200,
      ...(cursor !== null && { cursor }),
    });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

describe("pages", () => {
  test.each(Object.keys(roleKeys))(
    "of roles by %s are in the order of a plain sort, either way",
    async (sort) => {
      const all = await everyRole();
      expect(all).toHaveLength(400);
      const wanted = sorted(all, roleKeys[sort] ?? (() => []));
      expect(await walk(roles, { sort, limit: 37 })).toEqual(wanted);
      expect(await walk(roles, { sort: `-${sort}`, limit: 50 })).toEqual([...wanted].reverse());
    },
  );

  test.each(Object.keys(accountKeys))("of accounts by %s are in the order of a plain sort", async (sort) => {
    const all = (await listAccountsPage(owner, { limit: 200 })).items;
    const wanted = sorted(all, accountKeys[sort] ?? (() => []));
    expect(await walk(accounts, { sort, limit: 7 })).toEqual(wanted);
  });

  test("lead back to where they came from", async () => {
    const first = await listRolesPage(owner, { limit: 9 });
    const second = await listRolesPage(owner, { limit: 9, cursor: first.next ?? "" });
    const third = await listRolesPage(owner, { limit: 9, cursor: second.next ?? "" });
    expect(first.previous).toBeNull();
    expect((await listRolesPage(owner, { limit: 9, cursor: third.previous ?? "" })).items).toEqual(
      second.items,
    );
    const again = await listRolesPage(owner, { limit: 9, cursor: second.previous ?? "" });
    expect(again).toEqual(first);
    expect(first.total).toBe(400);
  });

  test("hold each row that stays exactly once, whatever comes and goes in between", async () => {
    for (const sort of ["account", "-role", "maximum", "changed"]) {
      const before = new Set((await everyRole()).map((role) => role.id));
      const seen = await walk(roles, { sort, limit: 23 }, async () => {
        const victim = await db().awsRole.findFirst({
          where: { removedAt: null, id: { gt: randomUUID() } },
          select: { id: true },
          orderBy: { id: "asc" },
        });
        if (victim) await db().awsRole.delete({ where: { id: victim.id } });
        await db().awsRole.createMany({ data: [newRole(), newRole()] });
      });
      expect.soft(new Set(seen).size, `${sort}: a row came twice`).toBe(seen.length);
      const after = new Set((await everyRole()).map((role) => role.id));
      const stayed = [...before].filter((id) => after.has(id));
      const got = new Set(seen);
      expect
        .soft(
          stayed.filter((id) => !got.has(id)),
          `${sort}: a row is missing`,
        )
        .toEqual([]);
    }
  });
});

describe("a search", () => {
  const labels = async (q: string) =>
    (await listRolesPage(owner, { q, limit: 200 })).items.map((role) => role.label);

  test("finds each word in any column, in any order and letter case, and takes wildcards as they are", async () => {
    const all = await everyRole();
    for (const q of [
      "PROD",
      "éclair",
      "ÉCLAIR 東京",
      "a%b",
      "a_b prod",
      "%",
      "ö",
      "z'\"",
      "ＰＲＯＤ",
      "𠮷 env=",
      "_",
    ]) {
      const needles = q.split(" ").map((word) => word.normalize("NFKC").toLowerCase());
      const texts = (role: RoleListItem) =>
        [role.label, role.arn, role.note, role.accountName, role.accountId, JSON.stringify(role.ownTags)]
          .concat(JSON.stringify(role.accountTags))
          .join(" ")
          .toLowerCase();
      const wanted = all.filter((role) => needles.every((needle) => texts(role).includes(needle)));
      const page = await listRolesPage(owner, { q, limit: 1 });
      expect.soft(page.total, q).toBe(wanted.length);
    }
  });

  test("finds an account by its id with dashes, and a text in full width by itself", async () => {
    const page = await listAccountsPage(owner, { q: "4000-0000-0007" });
    expect(page.items.map((account) => account.accountId)).toEqual(["400000000007"]);
    expect((await labels("ﾃｽﾄ")).length).toBeGreaterThan(0);
  });

  test("finds a text of the other width, whichever of both is written", async () => {
    const account = {
      ...{ id: randomUUID(), partition: "aws", accountId: "499999999999", color: "#123456", tags: "{}" },
      ...{ name: "ＡＷＳ２ ｶﾞｲﾄﾞ・ﾎﾟｰﾀﾙ Ｐｏｒｔａｌ", ouPath: "/ガイド", createdAt: at, updatedAt: at },
    };
    await db().awsAccount.create({ data: account });
    for (const q of ["aws2", "AWS２", "ガイド", "ｶﾞｲﾄﾞ ポータル", "ポータル aws", "/ｶﾞｲﾄﾞ", "がいど", "ぽーたる"])
      expect
        .soft(
          (await listAccountsPage(owner, { q })).items.map((item) => item.id),
          q,
        )
        .toEqual([account.id]);
    await db().awsAccount.delete({ where: { id: account.id } });
  });

  test("of people looks at name, address and session name", async () => {
    const person = await addViewer("member");
    expect(await people({ q: person.sessionName.toUpperCase() })).toMatchObject({
      items: [{ id: person.personId, groups: 0, openInvitation: null }],
      total: 1,
      next: null,
    });
  });
});

describe("filters", () => {
  test("by tag count a role's own over its account's", async () => {
    const all = await everyRole();
    const tagsOf = (role: RoleListItem): Record<string, string> => ({ ...role.accountTags, ...role.ownTags });
    const counted = async (tag: string) => (await listRolesPage(owner, { tag, limit: 1 })).total;
    expect(await counted("env=dev")).toBe(all.filter((role) => tagsOf(role)["env"] === "dev").length);
    expect(await counted("env")).toBe(all.filter((role) => "env" in tagsOf(role)).length);
    expect(await counted("team=a b")).toBe(all.filter((role) => tagsOf(role)["team"] === "a b").length);
    expect(await counted("team=a")).toBe(0);
  });

  test("by account, MFA, source and file narrow the roles", async () => {
    const all = await everyRole();
    const account = all[0]?.accountId ?? "";
    const total = async (filter: Asked) => (await listRolesPage(owner, { ...filter, limit: 1 })).total;
    expect(await total({ account })).toBe(all.filter((role) => role.accountId === account).length);
    expect(await total({ mfa: "yes" })).toBe(all.filter((role) => role.requiresMfa).length);
    expect(await total({ mfa: "no" })).toBe(all.filter((role) => !role.requiresMfa).length);
    expect(await total({ source: "default" })).toBe(all.length);
    expect(await total({ source: "no-such-source" })).toBe(0);
    expect(await total({ managed: "none" })).toBe(all.length);
    expect(await total({ managed: "team.yaml" })).toBe(0);
  });

  test("of people tell who is disabled and who never came", async () => {
    const person = await addViewer("auditor");
    await db().person.update({ where: { id: person.personId }, data: { disabledAt: at } });
    const ids = async (filter: Asked) =>
      (await people({ ...filter, limit: 200 })).items.map((item) => item.id);
    expect(await ids({ state: "disabled" })).toEqual([person.personId]);
    expect(await ids({ state: "enabled" })).not.toContain(person.personId);
    expect(await ids({ portalRole: "auditor" })).toEqual([person.personId]);
    expect(await ids({ state: "invited" })).toEqual([]);
    for (const sort of ["seen", "-seen", "email", "portalRole", "-added"])
      expect.soft((await walk(people, { sort, limit: 1 })).length, sort).toBe(3);
  });
});

test("members see none of these lists", async () => {
  const member = await addViewer("member");
  for (const list of [listRolesPage, listAccountsPage, listPeoplePage])
    await expectNotAllowed([member], (viewer) => list(viewer, {}));
});

test("a cursor of another sort, and what is none, is refused", async () => {
  const { next } = await listRolesPage(owner, { limit: 1 });
  for (const cursor of ["nonsense", next ?? ""])
    await expectRefused(() => listRolesPage(owner, { sort: "role", cursor }), "cursor_malformed");
  await expectRefused(() => listAccountsPage(owner, { cursor: next ?? "" }), "cursor_malformed");
});
