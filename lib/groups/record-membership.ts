import type { AuditActor } from "#lib/audit/events.ts";
import { recordEvent } from "#lib/audit/transact.ts";
import type { Tx } from "#lib/db/client.ts";

/** What put somebody into a group or took them out: a person, the group's claim being changed, or the group's end. */
type MembershipCause = "hand" | "claim" | "group removed";

/** Records that people came into a group or left it. */
export function recordMemberships(
  tx: Tx,
  actor: AuditActor,
  event: "group.member_added" | "group.member_removed",
  group: { id: string; name: string },
  people: readonly { id: string; sessionName: string }[],
  by: MembershipCause,
): void {
  for (const person of people)
    recordEvent(tx, actor, {
      event,
      outcome: "done",
      subjectId: person.id,
      fields: { by, person: person.sessionName, groupId: group.id, group: group.name },
    });
}
