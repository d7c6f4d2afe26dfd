import type { Viewer } from "#lib/auth/viewer.ts";
import { requireReader } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { ruleColumns, toRuleView } from "./own-role-rule-row.ts";
import type { OwnRoleRuleView, OwnRoleView } from "./own-role-view.ts";

/** The rules for members' own roles, the oldest first. Owners, admins and auditors. */
export async function listOwnRoleRules(viewer: Viewer): Promise<OwnRoleRuleView[]> {
  requireReader(viewer);
  const rows = await db().ownRoleRule.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: ruleColumns,
  });
  return rows.map(toRuleView);
}

/** What the viewer may add for themselves, by the rules; nothing while there are none. Auditors get no role at all. */
export async function listWhatMayBeAdded(
  viewer: Viewer,
): Promise<Pick<OwnRoleRuleView, "partition" | "accountPattern" | "roleNamePattern">[]> {
  if (viewer.portalRole === "auditor") return [];
  return db().ownRoleRule.findMany({
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { partition: true, accountPattern: true, roleNamePattern: true },
  });
}

/** Every role that somebody added for themselves alone, by account. Owners, admins and auditors. */
export async function listOwnRoles(viewer: Viewer): Promise<OwnRoleView[]> {
  requireReader(viewer);
  const rows = await db().awsRole.findMany({
    where: { removedAt: null, ownerId: { not: null } },
    orderBy: [{ account: { accountId: "asc" } }, { arn: "asc" }, { id: "asc" }],
    select: {
      id: true,
      arn: true,
      label: true,
      createdAt: true,
      account: { select: { accountId: true, name: true } },
      owner: { select: { id: true, name: true, email: true } },
    },
  });
  return rows.flatMap(({ account, owner, createdAt, ...role }) =>
    owner
      ? [
          {
            ...role,
            owner,
            accountId: account.accountId,
            accountName: account.name,
            createdAt: createdAt.toISOString(),
          },
        ]
      : [],
  );
}

/** The roles that the viewer added for themselves, by label. */
export async function listMyOwnRoles(viewer: Viewer): Promise<Pick<OwnRoleView, "id" | "arn" | "label">[]> {
  return db().awsRole.findMany({
    where: { removedAt: null, ownerId: viewer.personId },
    orderBy: [{ label: "asc" }, { id: "asc" }],
    select: { id: true, arn: true, label: true },
  });
}
