import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { transact, unavailable } from "./transact.ts";

let last: { at: number; result: Promise<void> } | undefined;

/**
 * Proves that the audit log can be written: puts an event where the next one will stand, takes it back, and commits
 * a write of the head row onto itself. Callers within the same second share one.
 * @throws AppError `audit_unavailable`
 */
export function checkAuditWritable(): Promise<void> {
  if (!last || Date.now() - last.at > 1000) last = { at: Date.now(), result: transact(probe) };
  return last.result;
}

async function probe(tx: Tx): Promise<void> {
  // The update comes first: it is the lock that orders writers.
  const changed = await tx.$executeRaw`UPDATE "AuditHead" SET "sequence" = "sequence" WHERE "id" = 1`;
  const head = await tx.auditHead.findUnique({ where: { id: 1 }, select: { sequence: true } });
  if (changed !== 1 || !head) throw unavailable(new Error("the audit log has no head row"));
  const named = { event: "probe", outcome: "done", body: "{}", previousHash: "", hash: "" };
  await tx.$executeRawUnsafe("SAVEPOINT probe");
  await tx.auditEvent.create({ data: { sequence: head.sequence + 1n, at: now(), ...named } });
  await tx.$executeRawUnsafe("ROLLBACK TO SAVEPOINT probe");
}
