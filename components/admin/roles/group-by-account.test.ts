import { expect, test } from "vitest";
import { type AdminRole, groupByAccount } from "./group-by-account.ts";

const role = (id: string, account: string, accountId = "111122223333"): AdminRole => ({
  id,
  arn: `arn:aws:iam::${accountId}:role/${id}`,
  partition: "aws",
  accountId,
  accountName: account,
  accountColor: "#0f6fb8",
  catalogueAccountId: account,
  roleName: id,
  label: id,
  color: null,
  region: null,
  destination: null,
  maxDurationSeconds: 3600,
  note: "",
  sourceIdentity: true,
  tags: 0,
  tagsSent: true,
  requiresMfa: false,
  requiresSecondFactor: false,
  bindAddress: false,
  updatedAt: "2026-01-01T00:00:00.000Z",
  assignments: 0,
});

test("keeps the order of accounts and of roles within them", () => {
  const groups = groupByAccount([role("b", "one"), role("a", "two"), role("c", "one")]);
  expect(groups.map((group) => [group.name, group.roles.map((each) => each.id)])).toEqual([
    ["one", ["b", "c"]],
    ["two", ["a"]],
  ]);
});

test("the same number in two partitions is two accounts", () => {
  expect(groupByAccount([role("a", "aws"), role("a", "aws-cn")])).toHaveLength(2);
});
