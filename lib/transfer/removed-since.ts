import type { Tx } from "#lib/db/client.ts";
import { groupNameKey } from "#lib/groups/group-fields.ts";

const events = [
  "account.removed",
  "role.removed",
  "group.removed",
  "group.member_removed",
  "assignment.revoked",
] as const;

/** As many removals as a whole catalogue has things; what goes beyond is not told. */
const most = 100_000;

/** What was removed, in words that a plan can look up. */
export type Removed = ReadonlySet<string>;

/** How each kind of thing is called in a set of what was removed. */
export const removedKeys = {
  account: (accountId: string) => `account ${accountId}`,
  role: (arn: string) => `role ${arn}`,
  group: (name: string) => `group ${groupNameKey(name)}`,
  member: (personId: string, groupId: string) => `member ${personId} ${groupId}`,
  assignment: (principalId: string, target: string) => `assignment ${principalId} ${target}`,
} as const;

/**
 * What a catalogue file owned and somebody removed in the portal since the file was applied last, as the audit log
 * tells it. Empty for a file that was never applied.
 */
export async function removedSince(tx: Tx, managedBy: string): Promise<Removed> {
  const applied = await tx.auditEvent.findFirst({
    where: { event: "catalogue.applied", subjectId: managedBy },
    orderBy: { sequence: "desc" },
    select: { sequence: true },
  });
  if (!applied) return new Set();
  const rows = await tx.auditEvent.findMany({
    where: { event: { in: [...events] }, sequence: { gt: applied.sequence } },
    orderBy: { sequence: "desc" },
    select: { event: true, subjectId: true, roleArn: true, accountId: true, body: true },
    take: most,
  });
  return new Set(
    rows.flatMap(({ event, subjectId, roleArn, accountId, body }) => {
      const fields = fieldsOf(body);
      // Memberships are the group's, which is looked at where it still is.
      if (event === "group.member_removed")
        return [removedKeys.member(subjectId ?? "", String(fields["groupId"]))];
      if (fields["managedBy"] !== managedBy) return [];
      if (event === "account.removed") return [removedKeys.account(accountId ?? "")];
      if (event === "role.removed") return [removedKeys.role(roleArn ?? "")];
      if (event === "group.removed") return [removedKeys.group(String(fields["name"]))];
      return [removedKeys.assignment(subjectId ?? "", roleArn ?? String(fields["target"]))];
    }),
  );
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  const event: unknown = JSON.parse(body);
  const fields = event !== null && typeof event === "object" && "fields" in event ? event.fields : null;
  return fields !== null && typeof fields === "object" ? { ...fields } : {};
}
