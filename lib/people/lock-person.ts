import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/**
 * A person under the lock of their row: what is read here still stands when it is written.
 * @throws AppError `person_not_found`
 */
export async function lockPerson(tx: Tx, personId: string) {
  // Changes nothing, but takes the row's lock.
  await tx.$executeRaw`UPDATE "Person" SET "id" = "id" WHERE "id" = ${personId}`;
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { sessionName: true, portalRole: true, disabledAt: true, loginEmail: true },
  });
  if (!person) throw new AppError("person_not_found", "There is no such person.");
  return person;
}
