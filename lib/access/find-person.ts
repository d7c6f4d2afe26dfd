import type { Viewer } from "#lib/auth/viewer.ts";
import { readTextList } from "#lib/catalogue/stored-options.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Person } from "./assume-by-plan.ts";

/** The viewer as role sessions name them. */
export async function findPerson(tx: Tx, viewer: Viewer): Promise<Person> {
  const row = await tx.person.findUnique({ where: { id: viewer.personId }, select: { groups: true } });
  const { personId: id, name, email, sessionName } = viewer;
  return { id, name, email, sessionName, groups: readTextList(row?.groups ?? "[]") };
}
