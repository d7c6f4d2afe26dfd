import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { findRolesOfLink } from "./find-roles-of-link.ts";

testDatabase();

let member: Viewer;
let stranger: Viewer;
beforeAll(async () => {
  const owner = await addViewer("owner");
  member = await addViewer("member");
  stranger = await addViewer("member");
  for (const arn of [
    "arn:aws:iam::111122223333:role/Admin",
    "arn:aws:iam::111122223333:role/ReadOnly",
    "arn:aws-cn:iam::111122223333:role/ReadOnly",
  ])
    await assignNewRole(owner, member, arn);
  const assignment = { console: false, credentials: true };
  await assignNewRole(owner, member, "arn:aws:iam::111122223333:role/deploy/Admin", { assignment });
  await assignNewRole(owner, member, "arn:aws:iam::444455556666:role/Keys", { assignment });
});

const arnsOf = async (viewer: Viewer, query: object) =>
  (await findRolesOfLink(viewer, query))?.roles.map((role) => role.arn).sort();

test("finds the role that a link names, before one of its name that opens no console", async () => {
  expect(await arnsOf(member, { account_id: "111122223333", role_name: "Admin" })).toEqual([
    "arn:aws:iam::111122223333:role/Admin",
  ]);
});

test("finds one that opens no console where there is no other, for its page says so", async () => {
  expect(await arnsOf(member, { account_id: "444455556666", role_name: "Keys" })).toEqual([
    "arn:aws:iam::444455556666:role/Keys",
  ]);
});

test("finds each where several fit, and all of an account when no role is named", async () => {
  expect(await arnsOf(member, { account_id: "111122223333", role_name: "ReadOnly" })).toHaveLength(2);
  expect(await arnsOf(member, { account_id: "111122223333" })).toHaveLength(3);
});

test("finds nothing of what is not the viewer's, and of what is nobody's", async () => {
  expect(await arnsOf(stranger, { account_id: "111122223333", role_name: "Admin" })).toEqual([]);
  expect(await arnsOf(member, { account_id: "111122223333", role_name: "admin" })).toEqual([]);
  expect(await arnsOf(member, { account_id: "999999999999" })).toEqual([]);
});

test.each([{}, { account_id: "12" }, { account_id: ["111122223333", "1"] }, { account_id: "11112222333３" }])(
  "takes no link without one account of twelve digits: %j",
  async (query) => expect(await findRolesOfLink(member, query)).toBeNull(),
);
