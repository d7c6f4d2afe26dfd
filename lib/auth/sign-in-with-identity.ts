import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AuditActor } from "#lib/audit/events.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { addressBlock } from "./address-block.ts";
import type { AttemptLimit } from "./attempts.ts";
import { createPerson } from "./create-person.ts";
import { followClaims, holdGroups } from "./follow-claims.ts";
import { attemptInvitation } from "./invitation-attempts.ts";
import { takeInvitation } from "./open-invitation.ts";
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
  // What is longer than a group's claim may be is no group's.
  groups: z
    .array(z.string())
    .max(1000)
    .default([])
    .transform((values) => values.filter((value) => value !== "" && value.length <= 256)),
});

type IdentityClaims = z.output<typeof Claims>;

/**
 * Signs in the person that an identity provider vouched for. Identities are linked by issuer and subject, never by
 * e-mail: whoever is new becomes a member without assignments, or with an invitation the person who was invited. Their
 * memberships by the groups claim follow what the provider tells today.
 * @param invitation the token of the invitation that this sign-in accepts, or null
 * @throws AppError `sign_in_refused` for unusable claims, `person_disabled`; with an invitation `invitation_invalid`,
 *   `identity_taken` and `too_many_attempts`, which leave it as it was
 */
export async function signInWithIdentity(
  origin: RequestOrigin,
  claims: unknown,
  invitation: string | null = null,
): Promise<SignedIn> {
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
  const signIn = () => transact((tx) => openWithIdentity(tx, origin, parsed.data, invitation));
  const result = invitation === null ? await signIn() : await attemptInvitation(origin, signIn);
  if (!result) throw new AppError("person_disabled", "Your access is disabled. Ask an owner of this portal.");
  return result;
}

/** Opens the sign-in, or records that the person is disabled and answers null. */
async function openWithIdentity(
  tx: Tx,
  origin: RequestOrigin,
  claims: IdentityClaims,
  invitation: string | null,
): Promise<SignedIn | null> {
  await holdGroups(tx);
  const values = [...new Set(claims.groups)].sort();
  const identity = { claims, groups: JSON.stringify(values) };
  const person =
    invitation === null
      ? await findOrAddPerson(tx, origin, identity)
      : await bindInvited(tx, origin, identity, invitation);
  const actor = actorFor(origin, person);
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
  await followClaims(tx, actor, person, values);
  const { sid } = await openSignIn(tx, { personId: person.id, method: "oidc", origin });
  recordEvent(tx, actor, {
    event: "sign_in.succeeded",
    outcome: "done",
    subjectId: person.id,
    fields: { method: "oidc", issuer: claims.issuer, subject: claims.subject },
  });
  return { personId: person.id, sid };
}

const select = { id: true, sessionName: true, disabledAt: true } as const;

type Identified = { claims: IdentityClaims; groups: string };

const findIdentity = (tx: Tx, { issuer, subject }: IdentityClaims) =>
  tx.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { id: true, personId: true },
  });

async function findOrAddPerson(tx: Tx, origin: RequestOrigin, { claims, groups }: Identified) {
  const known = await findIdentity(tx, claims);
  if (known) {
    await tx.identity.update({ where: { id: known.id }, data: { lastUsedAt: now() } });
    // Takes the row's lock and answers with the row as it then is: a person disabled meanwhile stays out.
    return tx.person.update({ where: { id: known.personId }, data: { groups }, select });
  }
  const email = oneLine(claims.email ?? claims.subject, 320);
  const name = oneLine(claims.name ?? email, 100) || email;
  const person = await createPerson(tx, { name, email, portalRole: "member", groups });
  await addIdentity(tx, person.id, claims);
  recordEvent(tx, anonymousActor(origin), {
    event: "person.added",
    outcome: "done",
    subjectId: person.id,
    fields: { by: "identity provider", sessionName: person.sessionName, issuer: claims.issuer },
  });
  return person;
}

/** The invited person, from now on with this identity; name and e-mail stay as they were invited. */
async function bindInvited(
  tx: Tx,
  origin: RequestOrigin,
  { claims, groups }: Identified,
  invitation: string,
) {
  const { personId } = await takeInvitation(tx, invitation);
  if (await findIdentity(tx, claims))
    throw new AppError(
      "identity_taken",
      "This account of the identity provider belongs to another person of this portal already.",
    );
  await addIdentity(tx, personId, claims);
  const person = await tx.person.update({ where: { id: personId }, data: { groups }, select });
  recordEvent(tx, actorFor(origin, person), {
    event: "invitation.accepted",
    outcome: "done",
    subjectId: personId,
    fields: { method: "oidc", issuer: claims.issuer, subject: claims.subject },
  });
  return person;
}

async function addIdentity(tx: Tx, personId: string, { issuer, subject }: IdentityClaims): Promise<void> {
  const at = now();
  await tx.identity.create({
    data: { id: randomUUID(), personId, issuer, subject, createdAt: at, lastUsedAt: at },
  });
}

function actorFor(origin: RequestOrigin, person: { id: string; sessionName: string }): AuditActor {
  const { requestId, address } = origin;
  return { id: person.id, name: person.sessionName, requestId, address };
}
