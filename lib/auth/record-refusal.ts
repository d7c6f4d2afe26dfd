import type { AuditActor, AuditDraft } from "#lib/audit/events.ts";
import { recordEvent } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";
import { type AttemptLimit, countAttempt, readAttempts } from "./attempts.ts";

/** Something that is counted: by which limit, and of whom. */
export type Counted = { limit: AttemptLimit; subject: string };

/**
 * Records a refusal of somebody who is not signed in, up to a limit. Past it the log has one event a window, which
 * says so: whoever can reach the portal could fill it otherwise.
 */
export async function recordRefusal(
  tx: Tx,
  actor: AuditActor,
  { limit, subject }: Counted,
  draft: AuditDraft,
): Promise<void> {
  if (await countAttempt(tx, limit, subject)) recordEvent(tx, actor, draft);
  else await recordRefusing(tx, actor, { limit, subject }, draft);
}

/**
 * Records once a window that everything past a limit is refused. `refusedBefore` is how many that were the last
 * time, this event's own attempt included.
 */
export async function recordRefusing(
  tx: Tx,
  actor: AuditActor,
  { limit, subject }: Counted,
  draft: AuditDraft,
): Promise<void> {
  const { name, windowSeconds } = limit;
  const refused = { name: `${name}-over`, most: 1, windowSeconds };
  const { count } = await readAttempts(tx, refused, subject);
  if (!(await countAttempt(tx, refused, subject))) return;
  recordEvent(tx, actor, {
    ...draft,
    fields: {
      ...draft.fields,
      code: "too_many_attempts",
      limit: name,
      windowSeconds,
      refusedBefore: count || undefined,
    },
  });
}
