import { sameAgain } from "#components/admin/assignments/same-again.ts";
import { applyNow } from "#components/admin/assignments/use-assignment-changes.ts";
import { type ApiResult, callApi } from "#components/api-client.ts";
import type { GroupView } from "#lib/groups/group-view.ts";
import { mostAtOnce, type WholeGroup } from "./read-whole-group.ts";

/** Puts a removed group back. When a part of it fails, the next call goes on from there. */
export type Restore = () => Promise<ApiResult<unknown>>;

/** Why a group that is removed cannot be put back as it was, or null when it can. */
export function whyNoRestore({ group, members, assignments }: WholeGroup): "managed" | "large" | null {
  if (group.managedBy !== null || assignments.some(({ managedBy }) => managedBy !== null)) return "managed";
  const byHand = members.filter((member) => member.byHand).length;
  const whole = byHand === group.members.byHand && assignments.length === group.assignments;
  return whole && byHand <= mostAtOnce && assignments.length <= mostAtOnce ? null : "large";
}

/** The way back for a group: itself, its people by hand, its assignments; who was in by claim comes by claim. */
export function restoreGroup({ group, members, assignments }: WholeGroup): Restore {
  let madeId: string | null = null;
  return async () => {
    if (madeId === null) {
      const { name, description, claim } = group;
      const made = await callApi<GroupView>("POST", "/api/groups", { name, description, claim });
      if (!made.ok) return made;
      madeId = made.data.id;
    }
    const id = madeId;
    const add = members.filter((member) => member.byHand).map((member) => member.id);
    const put = await callApi("PATCH", `/api/groups/${encodeURIComponent(id)}/members`, { add });
    if (!put.ok || assignments.length === 0) return put;
    return applyNow({ add: assignments.map((assignment) => ({ ...sameAgain(assignment), groupId: id })) });
  };
}
