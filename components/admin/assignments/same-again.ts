import type { AssignmentView } from "#lib/assignments/assignment-view.ts";

/** An assignment as the input that makes the same again. */
export function sameAgain({ principal, target, ...assignment }: AssignmentView): object {
  const { console, credentials, maxDurationSeconds, startsAt, expiresAt, requiresReason } = assignment;
  return {
    ...(principal.kind === "group" ? { groupId: principal.id } : { personId: principal.id }),
    ...(target.kind === "role"
      ? { roleId: target.role.id }
      : {
          awsAccountId: target.account?.id ?? null,
          roleNamePattern: target.roleNamePattern,
          tag: target.tag,
        }),
    console,
    credentials,
    maxDurationSeconds,
    startsAt,
    expiresAt,
    requiresReason,
  };
}
