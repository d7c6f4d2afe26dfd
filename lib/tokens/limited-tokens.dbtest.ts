import { beforeAll, beforeEach, expect, test } from "vitest";
import { findAssignedRole } from "#lib/access/find-assigned-role.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { transact } from "#lib/audit/transact.ts";
import { findTokenViewer } from "#lib/auth/find-token-viewer.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { addAccessToken } from "./add-access-token.ts";
import { listOwnAccessTokens } from "./list-access-tokens.ts";

testDatabase();

let owner: Viewer;
let member: Viewer;
let count = 0;
beforeAll(async () => {
  owner = await addViewer("owner");
});
beforeEach(async () => {
  member = await addViewer();
});

const assigned = (to: Viewer = member, assignment: object = {}) =>
  assignNewRole(owner, to, `arn:aws:iam::111122223333:role/Role${++count}`, { assignment });
const make = (roleIds: readonly string[], more: object = {}) =>
  addAccessToken(member, { name: "Laptop", scopes: ["roles:credentials"], roleIds, ...more });

test("a token of some roles opens those and no others, as long as they are assigned", async () => {
  const [one, other, third] = [await assigned(), await assigned(), await assigned()];
  const ids = [one.role.id, other.role.id];
  const { answer, event } = await withEvent(() => make([...ids, one.role.id]));
  expect(answer.roles).toBe(2);
  expect(event).toMatchObject({ event: "access_token.added", fields: { roles: 2, roleIds: ids } });
  expect(await listOwnAccessTokens(member)).toMatchObject([{ roles: 2 }]);

  const viewer = await findTokenViewer(answer.token, testRequest);
  expect(viewer?.accessToken?.limitedToRoles).toBe(true);
  if (viewer === null) return;
  const opens = (roleId: string) =>
    transact(async (tx) => (await findAssignedRole(tx, viewer, roleId)) !== null);
  expect([await opens(one.role.id), await opens(other.role.id), await opens(third.role.id)]).toEqual([
    true,
    true,
    false,
  ]);
  await revokeAssignment(owner, one.assignment.id);
  expect([await opens(one.role.id), await opens(other.role.id)]).toEqual([false, true]);
});

test("a token of all roles says so", async () => {
  const { roles } = await addAccessToken(member, { name: "CI", scopes: ["roles:credentials"] });
  expect(roles).toBeNull();
});

test("refuses unknown roles, those of others, without credentials, and of before and after", async () => {
  const { role: mine } = await assigned();
  const stranger = await addViewer();
  const others = [
    "nothing",
    (await assigned(stranger)).role.id,
    (await assigned(member, { credentials: false })).role.id,
    (await assigned(member, { startsAt: "2100-01-01T00:00:00Z" })).role.id,
  ];
  for (const id of others) await expectRefused(async () => make([mine.id, id]), "role_not_assigned", id);
  expect(await listOwnAccessTokens(member)).toEqual([]);
});

test("is limited to 500 roles", async () => {
  const many = Array.from({ length: 501 }, (_, index) => `role-${index}`);
  await expectRefused(async () => make(many), "too_many_token_roles");
  await expectRefused(async () => make(many.slice(1)), "role_not_assigned");
});

test.each([
  { roleIds: [] },
  { roleIds: "all" },
  { roleIds: ["a,b"] },
  { roleIds: [""] },
  { scopes: ["catalogue:read"] },
  { scopes: ["roles:credentials", "audit:read"] },
])("refuses %j", async (fields) => {
  await expectRefused(async () => make(["a"], fields), "invalid_input");
});
