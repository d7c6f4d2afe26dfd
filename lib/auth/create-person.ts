import { randomUUID } from "node:crypto";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { sessionNameFor } from "./session-name.ts";
import type { PortalRole } from "./viewer.ts";

type NewPerson = {
  name: string;
  email: string;
  portalRole: PortalRole;
  loginEmail?: string;
  passwordHash?: string;
  /** JSON array of the values of the groups claim. */
  groups?: string;
};

/** Adds a person as a principal, with a session name that nobody has or had. */
export async function createPerson(
  tx: Tx,
  person: NewPerson,
): Promise<{ id: string; sessionName: string; disabledAt: Date | null }> {
  const id = randomUUID();
  const at = now();
  return tx.person.create({
    data: {
      id,
      ...person,
      sessionName: await freeSessionName(tx, person.email),
      createdAt: at,
      updatedAt: at,
      memberships: { create: { principalId: id, createdAt: at } },
    },
    select: { id: true, sessionName: true, disabledAt: true },
  });
}

async function freeSessionName(tx: Tx, email: string): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const sessionName = sessionNameFor(email, attempt);
    const taken = await tx.person.findUnique({ where: { sessionName }, select: { id: true } });
    if (!taken) return sessionName;
  }
}
