import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import type { FilterNames } from "./filter-names-view.ts";

type Filters = {
  personId?: string | undefined;
  groupId?: string | undefined;
  roleId?: string | undefined;
  awsAccountId?: string | undefined;
};

/** The names of the person, group, role and account that a list of assignments is narrowed to. */
export async function nameFilters(
  viewer: Viewer,
  { personId, groupId, roleId, awsAccountId }: Filters,
): Promise<FilterNames> {
  requireReader(viewer);
  const name = { name: true } as const;
  const [person, group, role, account] = await Promise.all([
    personId ? db().person.findUnique({ where: { id: personId }, select: name }) : null,
    groupId ? db().group.findUnique({ where: { id: groupId }, select: name }) : null,
    roleId
      ? db().awsRole.findFirst({
          where: { id: roleId, removedAt: null },
          select: { label: true, account: { select: name } },
        })
      : null,
    awsAccountId ? db().awsAccount.findUnique({ where: { id: awsAccountId }, select: name }) : null,
  ]);
  return {
    person: person?.name ?? null,
    group: group?.name ?? null,
    role: role ? `${role.account.name} · ${role.label}` : null,
    account: account?.name ?? null,
  };
}
