import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";

/** Adds a role by its ARN and assigns it. */
export async function assignNewRole(
  owner: Viewer,
  person: Viewer,
  arn: string,
  more: { role?: object; assignment?: object; externalId?: string } = {},
): Promise<{ role: CatalogueRole; assignment: AssignmentView }> {
  const { externalId } = more;
  const role = await addRole(owner, { reference: arn, ...more.role, ...(externalId && { externalId }) });
  const assignment = await addAssignment(owner, {
    personId: person.personId,
    roleId: role.id,
    ...more.assignment,
  });
  return { role, assignment };
}
