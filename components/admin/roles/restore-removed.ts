import { type ApiResult, callApi } from "#components/api-client.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";

/** What a removal took away, as the API tells it. */
export type RemovedRoles = {
  roles: readonly { id: string; label: string; accountName: string; managedBy: string | null }[];
  assignments: readonly AssignmentView[];
};

// A request's body has 64 kB: some 300 bytes an assignment.
const assignmentsAtOnce = 150;

/** Brings removed roles back with their assignments, in as many requests as the size of a body asks for. */
export async function restoreRemoved(gone: RemovedRoles): Promise<ApiResult<unknown>> {
  let result: ApiResult<unknown> = { ok: true, data: null };
  for (const { roleIds, assignments } of restorations(gone)) {
    const body = { roleIds, assignments: assignments.slice(0, assignmentsAtOnce) };
    result = await callApi("POST", "/api/roles/restoration", body);
    // One role with more assignments than a body holds gets the rest one by one.
    for (const { managedBy: _, ...assignment } of assignments.slice(assignmentsAtOnce)) {
      if (!result.ok) return result;
      result = await callApi("POST", "/api/assignments", assignment);
    }
    if (!result.ok) return result;
  }
  return result;
}

type Restoration = { roleIds: string[]; assignments: ReturnType<typeof asAsked>[] };

/** Roles in portions, each with all assignments of its roles. */
function restorations({ roles, assignments }: RemovedRoles): Restoration[] {
  const byRole = Map.groupBy(assignments, (assignment) =>
    assignment.target.kind === "role" ? assignment.target.role.id : "",
  );
  const all: Restoration[] = [];
  let current: Restoration = { roleIds: [], assignments: [] };
  for (const { id } of roles) {
    const own = (byRole.get(id) ?? []).map((assignment) => asAsked(id, assignment));
    if (current.roleIds.length > 0 && current.assignments.length + own.length > assignmentsAtOnce) {
      all.push(current);
      current = { roleIds: [], assignments: [] };
    }
    current.roleIds.push(id);
    current.assignments.push(...own);
  }
  return current.roleIds.length === 0 ? all : [...all, current];
}

function asAsked(roleId: string, assignment: AssignmentView) {
  const { principal, console, credentials, maxDurationSeconds } = assignment;
  const { startsAt, expiresAt, requiresReason, managedBy } = assignment;
  return {
    ...(principal.kind === "person" ? { personId: principal.id } : { groupId: principal.id }),
    roleId,
    console,
    credentials,
    maxDurationSeconds,
    startsAt,
    expiresAt,
    requiresReason,
    managedBy,
  };
}
