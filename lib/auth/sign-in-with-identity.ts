import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { addressBlock } from "./address-block.ts";
import type { AttemptLimit } from "./attempts.ts";
import { createPerson } from "./create-person.ts";
import { recordRefusal } from "./record-refusal.ts";
import { openSignIn } from "./sign-in-sessions.ts";
import type { SignedIn } from "./sign-in-with-password.ts";
import { anonymousActor, type RequestOrigin } from "./viewer.ts";

/** Refusals that are recorded one by one: of a person, or of an address whose person is unknown. */
const refusals: AttemptLimit = { name: "oidc-refused", most: 20, windowSeconds: 900 };

const oneLine = (text: string, most: number) =>
  text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, most);

const Claims = z.object({
  issuer: z.string().min(1).max(1000),
  subject: z.string().min(1).max(255),
  email: z.string().max(320).optional(),
  name: z.string().max(1000).optional(),
  groups: z.array(z.string().max(256)).max(1000).default([]),
});

/**
 * Signs in the person that an identity provider vouched for. Identities are linked by issuer and subject, never by
 * e-mail: whoever is new becomes a member without assignments.
 * @throws AppError `sign_in_refused` for unusable claims, `person_disabled`
 */
export async function signInWithIdentity(origin: RequestOrigin, claims: unknown): Promise<SignedIn> {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) {
    const counted = { limit: refusals, subject: addressBlock(origin.address) };
    await transact((tx) =>
      recordRefusal(tx, anonymousActor(origin), counted, {
        event: "sign_in.failed",
        outcome: "refused",
        fields: { method: "oidc", code: "sign_in_refused" },
      }),
    );
    throw new AppError("sign_in_refused", "The identity provider's answer lacks a usable subject.");
  }
  const result = await transact(async (tx) => {
    const person = await findOrAddPerson(tx, origin, parsed.data);
    const actor = {
      id: person.id,
      name: person.sessionName,
      requestId: origin.requestId,
      address: origin.address,
    };
    if (person.disabledAt) {
      const counted = { limit: refusals, subject: person.id };
      await recordRefusal(tx, actor, counted, {
        event: "sign_in.failed",
        outcome: "refused",
        subjectId: person.id,
        fields: { method: "oidc", code: "person_disabled" },
      });
      return null;
    }
    const { sid } = await openSignIn(tx, { personId: person.id, method: "oidc", origin });
    recordEvent(tx, actor, {
      event: "sign_in.succeeded",
      outcome: "done",
      subjectId: person.id,
      fields: { method: "oidc", issuer: parsed.data.issuer, subject: parsed.data.subject },
    });
    return { personId: person.id, sid };
  });
  if (!result) throw new AppError("person_disabled", "Your access is disabled. Ask an owner of this portal.");
  return result;
}

async function findOrAddPerson(tx: Tx, origin: RequestOrigin, claims: z.output<typeof Claims>) {
  const at = now();
  const groups = JSON.stringify([...new Set(claims.groups)].sort());
  const select = { id: true, sessionName: true, disabledAt: true } as const;
  const known = await tx.identity.findUnique({
    where: { issuer_subject: { issuer: claims.issuer, subject: claims.subject } },
    select: { id: true, personId: true },
  });
  if (known) {
    await tx.identity.update({ where: { id: known.id }, data: { lastUsedAt: at } });
    // Takes the row's lock and answers with the row as it then is: a person disabled meanwhile stays out.
    return tx.person.update({ where: { id: known.personId }, data: { groups }, select });
  }
  const email = oneLine(claims.email ?? claims.subject, 320);
  const name = oneLine(claims.name ?? email, 100) || email;
  const person = await createPerson(tx, { name, email, portalRole: "member", groups });
  await tx.identity.create({
    data: {
      id: randomUUID(),
      personId: person.id,
      issuer: claims.issuer,
      subject: claims.subject,
      createdAt: at,
      lastUsedAt: at,
    },
  });
  recordEvent(tx, anonymousActor(origin), {
    event: "person.added",
    outcome: "done",
    subjectId: person.id,
    fields: { by: "identity provider", sessionName: person.sessionName, issuer: claims.issuer },
  });
  return person;
}
