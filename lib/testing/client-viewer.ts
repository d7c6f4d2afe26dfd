import { randomUUID } from "node:crypto";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { testRequest } from "./test-people.ts";

/** The person signed in in an AWS client too, as its viewer. Straight into the tables: nobody consents. */
export async function addClientViewer(person: Viewer): Promise<Viewer> {
  const id = randomUUID();
  const at = now();
  const { address, userAgent } = testRequest;
  const expiresAt = new Date(at.getTime() + 3_600_000);
  const common = { address, userAgent, createdAt: at, expiresAt, scopes: `["sso:account:access"]` };
  const clientName = "test client";
  await transact(async (tx) => {
    const client = { id, secretHash: id, name: clientName, redirectUris: "[]", grantTypes: "[]" };
    await tx.awsClient.create({ data: { ...client, ...common } });
    const used = { lastUsedAt: at, lastUsedAddress: address };
    const signIn = { id, personId: person.personId, clientId: id, clientName, method: "authorization_code" };
    await tx.clientSignIn.create({ data: { ...signIn, ...common, ...used } });
    recordEvent(tx, actorOf(person), {
      event: "client_sign_in.opened",
      outcome: "done",
      subjectId: person.personId,
    });
  });
  return { ...person, signInId: `client:${id}`, clientSignIn: { id, clientName } };
}
