import { z } from "zod";
import { requireReader, type Viewer } from "#lib/auth/viewer.ts";
import { db, provider } from "#lib/db/client.ts";
import { auditEvents } from "./events.ts";
import { SearchTime } from "./times.ts";

/** One event as owners and auditors see it. */
export type AuditEventView = {
  sequence: number;
  /** ISO 8601. */
  at: string;
  event: string;
  outcome: string;
  viewerId: string | null;
  viewerName: string;
  subjectId: string | null;
  roleId: string | null;
  roleArn: string | null;
  accountId: string | null;
  requestId: string;
  address: string;
  fields: Record<string, unknown>;
};

export type AuditPage = { events: AuditEventView[]; next: number | null };

/** What this takes; described at /api/openapi.json. */
export const AuditFilter = z.object({
  event: z.enum(auditEvents).optional(),
  outcome: z.enum(["done", "refused", "failed"]).optional(),
  viewer: z.string().trim().max(320).optional(),
  account: z.string().trim().max(64).optional(),
  role: z.string().trim().max(2048).optional(),
  from: SearchTime.optional(),
  to: SearchTime.optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/**
 * A page of the audit log, the newest first. `before` is the sequence to go on from; empty filters are ignored.
 * Owners and auditors.
 */
export async function listAuditEvents(viewer: Viewer, input: Record<string, unknown>): Promise<AuditPage> {
  requireReader(viewer);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ""));
  const filter = AuditFilter.parse(given);
  const { from, to } = filter;
  const rows = await db().auditEvent.findMany({
    where: {
      ...(filter.event && { event: filter.event }),
      ...(filter.outcome && { outcome: filter.outcome }),
      ...(filter.account && { accountId: filter.account.replaceAll("-", "") }),
      // Two alternatives cannot share one OR.
      AND: [
        filter.viewer ? { OR: [{ viewerName: containing(filter.viewer) }, { viewerId: filter.viewer }] } : {},
        filter.role ? { OR: [{ roleArn: containing(filter.role) }, { roleId: filter.role }] } : {},
      ],
      ...((from || to) && {
        at: { ...(from && { gte: new Date(from) }), ...(to && { lt: endOf(to) }) },
      }),
      ...(filter.before && { sequence: { lt: BigInt(filter.before) } }),
    },
    orderBy: { sequence: "desc" },
    take: filter.limit + 1,
    select: { sequence: true, at: true, body: true },
  });
  const events = rows
    .slice(0, filter.limit)
    .map(({ sequence, at, body }) => toView(Number(sequence), at, body));
  return { events, next: rows.length > filter.limit ? (events.at(-1)?.sequence ?? null) : null };
}

/** SQLite's LIKE takes either letter case; PostgreSQL has to be told, with a word that SQLite's types lack. */
function containing(text: string) {
  return { contains: text, ...(provider() === "postgresql" && { mode: "insensitive" }) };
}

/** A day as an end means until it is over. */
function endOf(to: string): Date {
  return /^\d{4}-\d{2}-\d{2}$/.test(to) ? new Date(Date.parse(to) + 86_400_000) : new Date(to);
}

function toView(sequence: number, at: Date, body: string): AuditEventView {
  const stored: Omit<AuditEventView, "sequence" | "at"> = JSON.parse(body);
  return {
    sequence,
    at: at.toISOString(),
    event: stored.event,
    outcome: stored.outcome,
    viewerId: stored.viewerId,
    viewerName: stored.viewerName,
    subjectId: stored.subjectId,
    roleId: stored.roleId,
    roleArn: stored.roleArn,
    accountId: stored.accountId,
    requestId: stored.requestId,
    address: stored.address,
    fields: stored.fields,
  };
}
