import { expect, test } from "vitest";
import { RoleListQuery } from "#lib/catalogue/list-roles-page.ts";
import { listQuery } from "./list-query.ts";

test("keeps what the list takes", () => {
  const query = { q: "prod", sort: "-role", tag: "env=dev", mfa: "yes", cursor: "abc" };
  expect(listQuery(RoleListQuery.shape, query)).toEqual(query);
});

test("leaves out what it would refuse, and what it does not know", () => {
  const query = { q: " ", sort: "moon", mfa: "perhaps", limit: "9", other: "x", toString: "y" };
  expect(listQuery(RoleListQuery.shape, query)).toEqual({});
});
