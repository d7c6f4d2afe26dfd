import { transact } from "./transact.ts";

let last: { at: number; result: Promise<void> } | undefined;

/**
 * Proves that the audit log can be written, by a committed write of its head row onto itself. Callers within the
 * same second share one.
 * @throws AppError `audit_unavailable`
 */
export function checkAuditWritable(): Promise<void> {
  if (!last || Date.now() - last.at > 1000) {
    const result = transact(async (tx) => {
      const changed = await tx.$executeRaw`UPDATE "AuditHead" SET "sequence" = "sequence" WHERE "id" = 1`;
      if (changed !== 1) throw new Error("the audit log has no head row");
    });
    last = { at: Date.now(), result };
  }
  return last.result;
}
