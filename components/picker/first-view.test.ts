import { expect, test } from "vitest";
import { type PackedRole, type PickerListView, unpackRoles } from "#lib/access/picker-list-view.ts";
import { exampleBookmark, exampleUse } from "./example-role.ts";
import { firstView } from "./first-view.ts";

function listOf(count: number): PickerListView {
  return {
    complete: true,
    totals: { roles: count, accounts: count },
    accounts: Array.from({ length: count }, (_, n) => ({
      partition: "aws",
      accountId: String(100_000_000_000 + n),
      name: `Account ${count - n}`,
      color: "#336699",
      tags: [],
    })),
    uses: [exampleUse],
    mfa: [null],
    roles: Array.from({ length: count }, (_, n): PackedRole => {
      const head = [`role-${n}`, n, "Admin", "Admin", "", null, 4, 0, 0, -1] as const;
      return n === 7 ? [...head, { bookmark: exampleBookmark }] : head;
    }),
  };
}

test("a short list is whole", () => {
  const list = listOf(300);
  expect(firstView(list, "en", "")).toBe(list);
});

test("a long one begins with one's own entries and the accounts that stand first", () => {
  const list = listOf(2000);
  const view = firstView(list, "en", "");
  const names = unpackRoles(view).map((role) => role.accountName);
  expect(view.complete).toBe(false);
  expect(view.totals).toEqual({ roles: 2000, accounts: 2000 });
  expect(names).toHaveLength(61);
  expect(names).toEqual(expect.arrayContaining(["Account 1", "Account 2", "Account 60", "Account 1993"]));
  expect(names).not.toContain("Account 61");
});

test("the search of an address finds before the rest comes", () => {
  const view = firstView(listOf(2000), "en", "100000000900");
  expect(unpackRoles(view).map((role) => role.id)).toContain("role-900");
});

test("what is kept is told as the whole list tells it", () => {
  const list = listOf(2000);
  const whole = new Map(unpackRoles(list).map((role) => [role.id, role]));
  for (const role of unpackRoles(firstView(list, "en", ""))) expect(role).toEqual(whole.get(role.id));
});
