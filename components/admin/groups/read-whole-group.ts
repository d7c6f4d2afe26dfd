import { listHref } from "#components/admin/lists/list-href.ts";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import type { AssignmentView } from "#lib/assignments/assignment-view.ts";
import type { GroupDetail } from "#lib/groups/group-view.ts";

/** A group with its people, and its assignments as far as one change of assignments takes them. */
export type WholeGroup = GroupDetail & { assignments: readonly AssignmentView[] };

/** As many as one change of assignments or members takes. */
export const mostAtOnce = 1000;

/** Reads all that goes with a group when it is removed. */
export async function readWholeGroup(groupId: string): Promise<{ ok: true; whole: WholeGroup } | ApiFailure> {
  const detail = await callApi<GroupDetail>("GET", `/api/groups/${encodeURIComponent(groupId)}`);
  if (!detail.ok) return detail;
  const assignments: AssignmentView[] = [];
  let cursor: string | null = null;
  do {
    const href = listHref("/api/assignments", { groupId, limit: "200" }, { cursor });
    const page: Awaited<ReturnType<typeof callApi<Page>>> = await callApi<Page>("GET", href);
    if (!page.ok) return page;
    assignments.push(...page.data.assignments);
    cursor = page.data.next;
  } while (cursor !== null && assignments.length < mostAtOnce);
  return { ok: true, whole: { ...detail.data, assignments } };
}

type Page = { assignments: AssignmentView[]; next: string | null };
