import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import type { AuditEventView } from "./list-events.ts";

/** What ids of events are called now: people by id, roles by id, accounts by their twelve digits. */
export type EventNames = {
  people: ReadonlyMap<string, string>;
  roles: ReadonlyMap<string, { label: string; accountName: string }>;
  accounts: ReadonlyMap<string, string>;
};

/** The names of whatever a page of events is about, and of nothing else. Owners, admins and auditors. */
export async function nameEvents(viewer: Viewer, events: readonly AuditEventView[]): Promise<EventNames> {
  requireReader(viewer);
  const ids = (of: (event: AuditEventView) => readonly (string | null)[]) => [
    ...new Set(events.flatMap(of).filter((id) => id !== null)),
  ];
  const [people, roles, accounts] = await Promise.all([
    db().person.findMany({
      where: { id: { in: ids(({ viewerId, subjectId }) => [viewerId, subjectId]) } },
      select: { id: true, name: true },
    }),
    db().awsRole.findMany({
      where: { id: { in: ids(({ roleId }) => [roleId]) } },
      select: { id: true, label: true, account: { select: { name: true } } },
    }),
    db().awsAccount.findMany({
      where: { accountId: { in: ids(({ accountId }) => [accountId]) } },
      select: { accountId: true, name: true },
    }),
  ]);
  return {
    people: new Map(people.map(({ id, name }) => [id, name])),
    roles: new Map(roles.map(({ id, label, account }) => [id, { label, accountName: account.name }])),
    accounts: new Map(accounts.map(({ accountId, name }) => [accountId, name])),
  };
}
