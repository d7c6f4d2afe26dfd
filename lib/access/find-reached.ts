import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import type { ReachedRole, ReachingPerson, ReachObstacle } from "./reach-view.ts";

/** A person whose reach is asked for. */
export type FoundPerson = ReachingPerson & { obstacles: readonly ReachObstacle[] };

/** A role whose reach is asked for. */
export type FoundRole = { view: ReachedRole; ownerId: string | null; maxDurationSeconds: number };

/** @throws AppError `person_not_found` */
export async function findReachingPerson(tx: Tx, id: string): Promise<FoundPerson> {
  const row = await tx.person.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, portalRole: true, disabledAt: true },
  });
  if (!row) throw new AppError("person_not_found", "There is no such person.");
  const { portalRole, disabledAt, ...person } = row;
  const obstacles: ReachObstacle[] = [
    ...(disabledAt === null ? [] : ["disabled" as const]),
    ...(portalRole === "auditor" ? ["auditor" as const] : []),
  ];
  return { ...person, obstacles };
}

/** @throws AppError `role_not_found` */
export async function findReachedRole(tx: Tx, id: string): Promise<FoundRole> {
  const found = (await findReachedRoles(tx, [id])).get(id);
  if (!found) throw new AppError("role_not_found", "There is no such role.");
  return found;
}

/** Those of these roles that are not removed, by id. */
export async function findReachedRoles(tx: Tx, ids: readonly string[]): Promise<Map<string, FoundRole>> {
  const rows = await tx.awsRole.findMany({
    where: { id: { in: [...ids] }, removedAt: null },
    select: {
      id: true,
      arn: true,
      label: true,
      roleName: true,
      color: true,
      ownerId: true,
      maxDurationSeconds: true,
      account: { select: { accountId: true, name: true, color: true } },
    },
  });
  return new Map(
    rows.map(({ id, arn, label, roleName, color, ownerId, maxDurationSeconds, account }) => [
      id,
      {
        view: {
          id,
          arn,
          label,
          roleName,
          accountId: account.accountId,
          accountName: account.name,
          color: color ?? account.color,
          own: ownerId !== null,
        },
        ownerId,
        maxDurationSeconds,
      },
    ]),
  );
}
