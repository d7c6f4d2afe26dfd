import { teamAssignments } from "#lib/assignments/team-assignments.ts";
import type { Tx } from "#lib/db/client.ts";

/** The catalogue as plans look at it: the team's, without removed things and members' own roles. */
export type CatalogueState = Awaited<ReturnType<typeof readCatalogueState>>;
export type AccountRow = CatalogueState["accounts"][number];
export type RoleRow = CatalogueState["roles"][number];
export type SourceRow = CatalogueState["sources"][number];
export type GroupRow = CatalogueState["groups"][number];
export type PersonRow = CatalogueState["people"][number];
export type AssignmentRow = CatalogueState["assignments"][number];

/** Reads all of it, in an order that is the same each time. */
export async function readCatalogueState(tx: Tx) {
  const orderBy = { id: "asc" } as const;
  return {
    accounts: await tx.awsAccount.findMany({ orderBy, omit: { createdAt: true } }),
    roles: await tx.awsRole.findMany({
      where: { removedAt: null, ownerId: null },
      orderBy,
      omit: { createdAt: true, removedAt: true, arnKey: true, ownerId: true },
    }),
    sources: await tx.credentialSource.findMany({
      where: { removedAt: null },
      orderBy: { nameKey: "asc" },
      select: { id: true, name: true, nameKey: true, kind: true, profile: true, roleId: true },
    }),
    groups: await tx.group.findMany({
      orderBy,
      omit: { createdAt: true },
      include: { memberships: { where: { byHand: true }, select: { personId: true, createdAt: true } } },
    }),
    people: await tx.person.findMany({ orderBy, select: { id: true, email: true, sessionName: true } }),
    assignments: await tx.assignment.findMany({
      where: teamAssignments,
      orderBy,
      omit: { createdAt: true },
      include: { target: true },
    }),
    /** Accounts in which members have roles of their own. */
    accountsOfOwnRoles: await tx.awsRole.findMany({
      where: { removedAt: null, ownerId: { not: null } },
      select: { awsAccountId: true },
      distinct: ["awsAccountId"],
      orderBy: { awsAccountId: "asc" },
    }),
  };
}

/** When a catalogue file was applied last; null for never. */
export async function lastApplied(tx: Tx, managedBy: string): Promise<Date | null> {
  const event = await tx.auditEvent.findFirst({
    where: { event: "catalogue.applied", subjectId: managedBy },
    orderBy: { sequence: "desc" },
    select: { at: true },
  });
  return event?.at ?? null;
}
