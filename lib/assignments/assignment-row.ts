import { type TargetRow, targetColumns, toTargetView } from "#lib/targets/target-row.ts";
import type { AssignmentView, PrincipalView } from "./assignment-view.ts";

export const assignmentColumns = {
  id: true,
  console: true,
  credentials: true,
  maxDurationSeconds: true,
  startsAt: true,
  expiresAt: true,
  requiresReason: true,
  managedBy: true,
  createdAt: true,
  person: { select: { id: true, name: true, email: true, disabledAt: true } },
  group: { select: { id: true, name: true, _count: { select: { memberships: true } } } },
  target: { select: targetColumns },
} as const;

export type AssignmentRow = {
  id: string;
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  startsAt: Date | null;
  expiresAt: Date | null;
  requiresReason: boolean;
  managedBy: string | null;
  createdAt: Date;
  person: { id: string; name: string; email: string; disabledAt: Date | null } | null;
  group: { id: string; name: string; _count: { memberships: number } } | null;
  target: TargetRow;
};

/** The view of an assignment's row. */
export function toAssignmentView(row: AssignmentRow): AssignmentView {
  return {
    id: row.id,
    principal: toPrincipalView(row),
    target: toTargetView(row.target),
    console: row.console,
    credentials: row.credentials,
    maxDurationSeconds: row.maxDurationSeconds,
    startsAt: row.startsAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    requiresReason: row.requiresReason,
    managedBy: row.managedBy,
    createdAt: row.createdAt.toISOString(),
  };
}

function toPrincipalView({
  id,
  person,
  group,
}: Pick<AssignmentRow, "id" | "person" | "group">): PrincipalView {
  if (group) {
    const { _count, ...named } = group;
    return { kind: "group", ...named, members: _count.memberships };
  }
  if (!person) throw new Error(`the assignment ${id} is of nobody`);
  const { disabledAt, ...named } = person;
  return { kind: "person", ...named, disabled: disabledAt !== null };
}
