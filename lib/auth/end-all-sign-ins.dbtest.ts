import { beforeAll, expect, test } from "vitest";
import { transact } from "#lib/audit/transact.ts";
import { verifyChain } from "#lib/audit/verify-chain.ts";
import { db } from "#lib/db/client.ts";
import { prepareFrameworkEnvironment } from "#lib/env.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { endAllSignIns } from "./end-all-sign-ins.ts";
import { findViewer, openSignIn } from "./sign-in-sessions.ts";

testDatabase();
beforeAll(prepareFrameworkEnvironment);

test("ends every open sign-in of everybody and what MFA codes opened, with one event, and leaves those that had ended", async () => {
  const people = [await addViewer("owner"), await addViewer(), await addViewer()];
  const tokens = await Promise.all(
    people.map(async ({ personId }) => {
      const { sid } = await transact((tx) =>
        openSignIn(tx, { personId, method: "oidc", origin: testRequest }),
      );
      return { sub: personId, sid };
    }),
  );
  const endedAt = new Date(Date.now() - 60_000);
  const { signInId } = await addViewer();
  await db().signIn.update({ where: { id: signInId }, data: { endedAt } });
  for (const token of tokens) expect(await findViewer(token, testRequest)).not.toBeNull();

  const at = new Date();
  const opened = { sourceId: "default", serialNumber: "device", sealed: "v1", createdAt: at, expiresAt: at };
  await db().mfaSession.create({ data: { ...opened, personId: people[0]?.personId ?? "" } });

  const before = await lastSequence();
  expect(await endAllSignIns()).toBe(6);
  for (const token of tokens) expect(await findViewer(token, testRequest)).toBeNull();
  expect((await db().signIn.findUnique({ where: { id: signInId } }))?.endedAt).toEqual(endedAt);
  expect(await eventsAfter(before)).toMatchObject([
    { event: "sign_in.ended", outcome: "done", viewerId: null, fields: { by: "operator", ended: 6 } },
  ]);
  expect(await endAllSignIns()).toBe(0);
  expect(await eventsAfter(before)).toHaveLength(1);
  expect(await db().mfaSession.count()).toBe(0);
  expect((await verifyChain()).ok).toBe(true);
});
