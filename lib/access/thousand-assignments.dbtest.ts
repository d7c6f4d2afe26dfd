import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { applyAssignments } from "./apply-assignments.ts";
import { listPickerRoles } from "./list-picker-roles.ts";
import { previewAssignments } from "./preview-assignments.ts";

testDatabase();

test("a thousand assignments, each of a role of its own, are previewed, made and revoked at once", async () => {
  const owner = await addViewer("owner");
  const member = await addViewer("member");
  const at = now();
  const times = { createdAt: at, updatedAt: at };
  const awsAccountId = randomUUID();
  const account = { partition: "aws", accountId: "123456789012", name: "One", color: "#123456" };
  await db().awsAccount.create({ data: { id: awsAccountId, ...account, ...times } });
  const ids = Array.from({ length: 1000 }, () => randomUUID());
  await db().awsRole.createMany({
    data: ids.map((id) => ({
      ...{ id, awsAccountId, arnKey: id, roleName: id, label: id, note: "", externalId: id },
      ...{ arn: `arn:aws:iam::123456789012:role/${id}`, maxDurationSeconds: 3600, ...times },
    })),
  });
  const add = ids.map((roleId) => ({ personId: member.personId, roleId }));
  const preview = await previewAssignments(owner, { add });
  expect(preview).toMatchObject({ gained: 1000, lost: 0 });
  const { added } = await applyAssignments(owner, { changes: { add }, digest: preview.digest });
  expect(await listPickerRoles(member)).toHaveLength(1000);
  const back = await previewAssignments(owner, { revoke: added });
  expect(back).toMatchObject({ gained: 0, lost: 1000 });
  await applyAssignments(owner, { changes: { revoke: added }, digest: back.digest });
  expect(await listPickerRoles(member)).toEqual([]);
});
