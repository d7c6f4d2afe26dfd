import { db } from "#lib/db/client.ts";

/** One event as a test looks at it. */
export type TrailEvent = {
  sequence: number;
  event: string;
  outcome: string;
  viewerId: string | null;
  subjectId: string | null;
  roleId: string | null;
  roleArn: string | null;
  accountId: string | null;
  fields: Record<string, unknown>;
};

/** The sequence of the last event. */
export async function lastSequence(): Promise<bigint> {
  const head = await db().auditHead.findUnique({ where: { id: 1 } });
  return head?.sequence ?? 0n;
}

/** The events after a sequence, in order. */
export async function eventsAfter(sequence: bigint): Promise<TrailEvent[]> {
  const rows = await db().auditEvent.findMany({
    where: { sequence: { gt: sequence } },
    orderBy: { sequence: "asc" },
  });
  return rows.map((row) => ({
    sequence: Number(row.sequence),
    event: row.event,
    outcome: row.outcome,
    viewerId: row.viewerId,
    subjectId: row.subjectId,
    roleId: row.roleId,
    roleArn: row.roleArn,
    accountId: row.accountId,
    fields: JSON.parse(row.body).fields,
  }));
}

/** Everything that a verb may change, as text: all tables but the audit log's and the counters. */
export async function everythingStored(): Promise<string> {
  const client = db();
  const tables = [
    await client.installation.findMany({ orderBy: { id: "asc" } }),
    await client.person.findMany({ orderBy: { id: "asc" } }),
    await client.identity.findMany({ orderBy: { id: "asc" } }),
    await client.signIn.findMany({ orderBy: { id: "asc" } }),
    await client.awsAccount.findMany({ orderBy: { id: "asc" } }),
    await client.awsRole.findMany({ orderBy: { id: "asc" } }),
    await client.group.findMany({ orderBy: { id: "asc" } }),
    await client.membership.findMany({ orderBy: [{ personId: "asc" }, { principalId: "asc" }] }),
    await client.target.findMany({ orderBy: { id: "asc" } }),
    await client.targetRole.findMany({ orderBy: [{ roleId: "asc" }, { targetId: "asc" }] }),
    await client.ownRoleRule.findMany({ orderBy: { id: "asc" } }),
    await client.invitation.findMany({ orderBy: { id: "asc" } }),
    await client.accessToken.findMany({ orderBy: { id: "asc" } }),
    await client.assignment.findMany({ orderBy: { id: "asc" } }),
    await client.bookmark.findMany({ orderBy: [{ personId: "asc" }, { roleId: "asc" }] }),
    await client.roleUse.findMany({ orderBy: [{ personId: "asc" }, { roleId: "asc" }] }),
    await client.credentialSource.findMany({ orderBy: { id: "asc" } }),
    await client.mfaSession.findMany({ orderBy: [{ personId: "asc" }, { sourceId: "asc" }] }),
    await client.secondFactor.findMany({ orderBy: { personId: "asc" } }),
    await client.signingKey.findMany({ orderBy: { id: "asc" } }),
    await client.awsClient.findMany({ orderBy: { id: "asc" } }),
    await client.deviceAuthorization.findMany({ orderBy: { id: "asc" } }),
    await client.authorizationCode.findMany({ orderBy: { codeHash: "asc" } }),
    await client.clientSignIn.findMany({ orderBy: { id: "asc" } }),
    await client.clientToken.findMany({ orderBy: { tokenHash: "asc" } }),
    await client.refusedDuration.findMany({ orderBy: [{ roleId: "asc" }, { shape: "asc" }] }),
  ];
  return JSON.stringify(tables);
}
