import { expect, test } from "vitest";
import { addRole } from "#lib/catalogue/add-role.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed } from "#lib/testing/verb-promises.ts";
import { listAuditEvents } from "./list-events.ts";
import { nameEvents } from "./name-events.ts";

testDatabase();

test("names what the events are about and nothing else", async () => {
  const owner = await addViewer("owner");
  const other = await addViewer("member");
  const reference = "arn:aws:iam::600000000001:role/Named";
  const role = await addRole(owner, { reference, accountName: "Named account" });
  await addRole(owner, { reference: "arn:aws:iam::600000000002:role/Unnamed" });
  const { events } = await listAuditEvents(owner, { role: reference });
  const names = await nameEvents(owner, events);
  expect([...names.people.keys()]).toEqual([owner.personId]);
  expect([...names.roles]).toEqual([[role.id, { label: "Named", accountName: "Named account" }]]);
  expect([...names.accounts]).toEqual([["600000000001", "Named account"]]);
  await expectNotAllowed([other], (viewer) => nameEvents(viewer, events));
});
