import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";
import { db } from "#lib/db/client.ts";

/** Adds a role by its ARN and assigns it. */
export async function assignNewRole(
  owner: Viewer,
  person: Viewer,
  arn: string,
  more: { role?: object; assignment?: object; externalId?: string } = {},
): Promise<{ role: CatalogueRole; assignment: AssignmentView }> {
  const role = await addRole(owner, { reference: arn, ...more.role });
  if (more.externalId)
    await db().awsRole.update({ where: { id: role.id }, data: { externalId: more.externalId } });
  const assignment = await addAssignment(owner, {
    personId: person.personId,
    roleId: role.id,
    ...more.assignment,
  });
  return { role, assignment };
}
