import { expect, test } from "vitest";
import { exampleBookmark, exampleRole } from "./example-role.ts";
import { groupByAccount, pinnedRoles, recentRoles } from "./group-roles.ts";

const compare = new Intl.Collator("en", { numeric: true }).compare;
const ids = (roles: readonly { id: string }[]) => roles.map((role) => role.id);

test("pinned roles stand in the person's order", () => {
  const roles = [2, 1, 3].map((position) =>
    exampleRole({ id: `p${position}`, bookmark: { ...exampleBookmark, position } }),
  );
  expect(ids(pinnedRoles([...roles, exampleRole({ id: "other" })]))).toEqual(["p1", "p2", "p3"]);
});

test("recents are the most used, five at most, without pinned and never used ones", () => {
  const used = [1, 7, 3, 5, 2, 9].map((frecency) => exampleRole({ id: `f${frecency}`, frecency }));
  const pinned = exampleRole({ id: "pinned", frecency: 100, bookmark: exampleBookmark });
  expect(ids(recentRoles([...used, pinned, exampleRole({ id: "never" })]))).toEqual([
    "f9",
    "f7",
    "f5",
    "f3",
    "f2",
  ]);
});

test("accounts sort by name with numbers in order, by id, and by use", () => {
  const roles = [
    exampleRole({ accountName: "Team 10", accountId: "100000000000", lastUsedAt: "2026-01-01T00:00:00Z" }),
    exampleRole({ accountName: "Team 9", accountId: "300000000000" }),
    exampleRole({ accountName: "Team 11", accountId: "200000000000", lastUsedAt: "2026-02-01T00:00:00Z" }),
  ];
  const names = (sort: "name" | "id" | "recent") =>
    groupByAccount(roles, sort, compare).map((group) => group.name);
  expect(names("name")).toEqual(["Team 9", "Team 10", "Team 11"]);
  expect(names("id")).toEqual(["Team 10", "Team 11", "Team 9"]);
  expect(names("recent")).toEqual(["Team 11", "Team 10", "Team 9"]);
});

test("the same id in two partitions is two accounts", () => {
  expect(groupByAccount([exampleRole(), exampleRole({ partition: "aws-cn" })], "name", compare)).toHaveLength(
    2,
  );
});
