import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { type PersonView, personColumns, toPersonView } from "./person-view.ts";

/** Everyone who may or might sign in, by name. Owners and auditors. */
export async function listPeople(viewer: Viewer): Promise<PersonView[]> {
  requireReader(viewer);
  const rows = await db().person.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: personColumns,
  });
  return rows.map(toPersonView);
}
