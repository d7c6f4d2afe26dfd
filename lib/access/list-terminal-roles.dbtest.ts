import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { changeBookmark } from "#lib/bookmarks/change-bookmark.ts";
import { env } from "#lib/env.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { listTerminalRoles } from "./list-terminal-roles.ts";

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

async function assigned(assignment: object = {}, role: object = {}, to: Viewer = member): Promise<string> {
  const arn = `arn:aws:iam::111122223333:role/Terminal${++count}`;
  return (await assignNewRole(owner, to, arn, { assignment, role })).role.id;
}

test("lists what may give credentials, with the person's own words for it", async () => {
  const plain = await assigned();
  const asking = await assigned({ requiresReason: true }, { region: "eu-west-1" });
  await assigned({ credentials: false });
  await assigned({}, {}, await addViewer());
  await changeBookmark(member, asking, { alias: "Mine", folder: "Work", pinned: true });
  const { origin, startUrl, roles } = await listTerminalRoles(member);
  expect(origin).toBe(env().GENKAN_URL);
  expect(startUrl).toMatch(/^https:/);
  expect(roles.map(({ id }) => id).sort()).toEqual([plain, asking].sort());
  expect(roles.find(({ id }) => id === plain)).toMatchObject({
    accountId: "111122223333",
    alias: null,
    region: null,
    pinned: false,
    asks: [],
  });
  expect(roles.find(({ id }) => id === asking)).toMatchObject({
    alias: "Mine",
    folder: "Work",
    region: "eu-west-1",
    pinned: true,
    asks: ["reason"],
  });
});

test("an auditor has none", async () => {
  expect((await listTerminalRoles(await addViewer("auditor"))).roles).toEqual([]);
});
