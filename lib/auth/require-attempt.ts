import type { AuditDraft } from "#lib/audit/events.ts";
import { transact } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { countAttempt, readAttempts } from "./attempts.ts";
import { type Counted, recordRefusing } from "./record-refusal.ts";
import { anonymousActor, type RequestOrigin } from "./viewer.ts";

/**
 * Counts an attempt of somebody who is not signed in, committed before any secret is looked at. One that is refused
 * by one limit is not counted by the others: a person who is locked does not use up their address, and an address
 * past its limit locks nobody.
 * @param draft the event for a refused attempt, added once a window
 * @throws AppError `too_many_attempts`
 */
export async function requireAttempt(
  origin: RequestOrigin,
  counted: readonly Counted[],
  draft: AuditDraft,
): Promise<void> {
  const allowed = await transact(async (tx) => {
    const over = await findOver(tx, counted);
    if (over) await recordRefusing(tx, anonymousActor(origin), over, draft);
    return over === null;
  });
  if (!allowed) throw new AppError("too_many_attempts", "Too many attempts. Wait 15 minutes and try again.");
}

async function findOver(tx: Tx, counted: readonly Counted[]): Promise<Counted | null> {
  for (const each of counted) {
    const { count, open } = await readAttempts(tx, each.limit, each.subject);
    if (open && count >= each.limit.most) return each;
  }
  for (const each of counted) if (!(await countAttempt(tx, each.limit, each.subject))) return each;
  return null;
}
