import { expect, test } from "vitest";
import { addSource } from "#lib/sources/add-source.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed } from "#lib/testing/verb-promises.ts";
import { addRole } from "./add-role.ts";
import { changeAccount } from "./change-account.ts";
import { listAccountSources } from "./list-account-sources.ts";

testDatabase();

test("each account is told with the source that it names, for owners and auditors", async () => {
  const owner = await addViewer("owner");
  const plain = await addRole(owner, { reference: "arn:aws:iam::300000000001:role/Plain" });
  const named = await addRole(owner, { reference: "arn:aws:iam::300000000002:role/Named" });
  const source = await addSource(owner, { kind: "environment", name: "Server" });
  await changeAccount(owner, named.catalogueAccountId, { sourceId: source.id });
  expect(await listAccountSources(await addViewer("auditor"))).toEqual({
    [plain.catalogueAccountId]: null,
    [named.catalogueAccountId]: source.id,
  });
});

test("a member is told nothing", async () => {
  const member = await addViewer("member");
  await expectNotAllowed([member], listAccountSources);
});
