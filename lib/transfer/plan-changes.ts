import { groupNameKey } from "#lib/groups/group-fields.ts";
import type { AccountRow, AssignmentRow, CatalogueState, GroupRow, RoleRow } from "./catalogue-state.ts";
import type { CatalogueEntries } from "./entries-view.ts";
import { type AssignmentPlan, planAssignments } from "./plan-assignments.ts";
import { addedItem, differences, itemFor, type PlanOptions, refusedItem, removable } from "./plan-draft.ts";
import { type GroupPlan, planGroups } from "./plan-groups.ts";
import { type AccountDraft, draftRoles, newAccountColumns, type RoleDraft } from "./plan-roles.ts";
import { type NewSource, settleSources } from "./plan-sources.ts";
import type { PlanItem } from "./plan-view.ts";
import { removedKeys } from "./removed-since.ts";

/** What a plan comes to: what people see, and what is to be written. */
export type PlannedChanges = {
  items: PlanItem[];
  accounts: { add: AccountDraft[]; change: AccountDraft[]; remove: AccountRow[] };
  sources: NewSource[];
  roles: { add: RoleDraft[]; change: RoleDraft[]; remove: RoleRow[] };
  groups: GroupPlan & { remove: GroupRow[] };
  assignments: AssignmentPlan & { remove: AssignmentRow[] };
};

const accountFields = { name: "name", color: "color", tags: "tags", ouPath: "ou", source: "source" };
const roleFields = {
  maxDurationSeconds: "max-duration",
  externalId: "external-id",
  sourceIdentity: "source-identity",
  sessionName: "session-name",
  sessionPolicy: "session-policy",
  sessionPolicyArns: "session-policy-arns",
  sessionTags: "session-tags",
  tagsSent: "send-tags",
  requiresMfa: "requires-mfa",
  requiresSecondFactor: "requires-second-factor",
  bindAddress: "bind-address",
};

/** Works out what entries would do to the catalogue. Pure but for the ids of what is new. */
export function planChanges(
  state: CatalogueState,
  entries: CatalogueEntries,
  options: PlanOptions,
): PlannedChanges {
  const drafts = draftRoles(state, entries, options);
  const named = new Set([...drafts.roles.values()].map((draft) => draft.id));
  const goneRoles = new Map(
    state.roles.filter((row) => removable(options, row) && !named.has(row.id)).map((row) => [row.id, row]),
  );
  const items: PlanItem[] = entries.refused.map(({ at, name, reason, details }) =>
    refusedItem({ kind: "role", name, at }, { reason, ...(details && { details }) }),
  );
  // Whatever others still hold on to stays, and the plan says so.
  for (const row of goneRoles.values()) {
    const through = state.sources.filter((source) => source.roleId === row.id).map((source) => source.name);
    const others = state.assignments.filter(
      (assignment) => assignment.target.roleId === row.id && !removable(options, assignment),
    ).length;
    if (through.length === 0 && others === 0) continue;
    goneRoles.delete(row.id);
    items.push(
      refusedItem(
        { kind: "role", name: row.arn, at: null },
        through.length > 0
          ? { reason: "role_in_use", details: { sources: through.join(", ") } }
          : { reason: "assigned_by_others", details: { count: others } },
      ),
    );
  }
  const sources = settleSources(state, drafts, options, new Set(goneRoles.keys()));
  const sourceNames = new Map([...state.sources, ...sources].map((source) => [source.id, source.name]));
  const sourceName = (id: string | null | undefined) => (id ? (sourceNames.get(id) ?? id) : null);
  for (const source of sources)
    items.push({ kind: "source", action: "add", name: source.name, at: source.at, changes: [] });
  const accounts = planAccounts();
  const roles = planRoles();
  const namedGroups = new Set(entries.groups.map(({ name }) => groupNameKey(name)));
  const goneGroups = state.groups.filter((row) => removable(options, row) && !namedGroups.has(row.nameKey));
  const held = new Set(
    state.assignments.flatMap((row) => (row.groupId && !removable(options, row) ? [row.groupId] : [])),
  );
  const removedGroups = goneGroups.filter((row) => !held.has(row.id));
  const goneGroupIds = new Set(removedGroups.map((row) => row.id));
  const groups = planGroups(state, entries.groups, options, goneGroupIds);
  items.push(...groups.items);
  for (const row of goneGroups)
    items.push(
      held.has(row.id)
        ? refusedItem({ kind: "group", name: row.name, at: null }, heldBy(row.id))
        : { kind: "group", action: "remove", name: row.name, at: null, changes: [] },
    );
  const assignments = planAssigned(goneGroupIds);
  const removedAccounts = planRemovedAccounts(assignments.remove);
  return {
    items,
    accounts: { ...accounts, remove: removedAccounts },
    sources,
    roles: { ...roles, remove: [...goneRoles.values()] },
    groups: { ...groups, remove: removedGroups },
    assignments,
  };

  function heldBy(groupId: string) {
    const count = state.assignments.filter(
      (row) => row.groupId === groupId && !removable(options, row),
    ).length;
    return { reason: "assigned_by_others", details: { count } } as const;
  }

  function planAccounts() {
    const add: AccountDraft[] = [];
    const change: AccountDraft[] = [];
    for (const entry of drafts.repeated)
      items.push(
        refusedItem({ kind: "account", name: entry.accountId, at: entry.at }, { reason: "entry_repeated" }),
      );
    for (const draft of drafts.accounts.values()) {
      const { row, columns, sourceId } = draft;
      // An account that only its roles name is added with the first of them.
      const wanted =
        draft.entry !== null ||
        (row === null && [...drafts.roles.values()].some((role) => role.account === draft && !role.refusal));
      if (!wanted) continue;
      const name = `${columns.name ?? row?.name ?? draft.accountId} (${draft.accountId})`;
      const about = { kind: "account", name, at: draft.at } as const;
      const said = { ...columns, ...(sourceId !== undefined && { source: sourceName(sourceId) }) };
      if (draft.refusal) items.push(refusedItem(about, draft.refusal));
      else if (row) {
        const before = { ...row, source: sourceName(row.sourceId) };
        const item = itemFor(options, about, row, differences(accountFields, before, said));
        items.push(item);
        if (item.action !== "unchanged") change.push(draft);
      } else {
        const all = { ...newAccountColumns(draft), ...said };
        const changes = differences(accountFields, { tags: "{}" }, all);
        items.push(addedItem(options, about, changes, removedKeys.account(draft.accountId)));
        add.push(draft);
      }
    }
    return { add, change };
  }

  function planRoles() {
    const add: RoleDraft[] = [];
    const change: RoleDraft[] = [];
    for (const { entry, refusal } of drafts.refused)
      items.push(refusedItem({ kind: "role", name: entry.arn, at: entry.at }, refusal));
    for (const draft of drafts.roles.values()) {
      const { row, entry, columns, sourceId } = draft;
      const about = { kind: "role", name: entry.arn, at: entry.at } as const;
      const said = { ...columns, ...(sourceId !== undefined && { source: sourceName(sourceId) }) };
      if (draft.refusal) items.push(refusedItem(about, draft.refusal));
      else if (row) {
        const before = { ...row, source: sourceName(row.sourceId) };
        const item = itemFor(options, about, row, differences(roleFields, before, said));
        items.push(item);
        if (item.action !== "unchanged") change.push(draft);
      } else {
        const changes = differences(roleFields, {}, said);
        items.push(addedItem(options, about, changes, removedKeys.role(entry.arn)));
        add.push(draft);
      }
    }
    for (const row of goneRoles.values())
      items.push({ kind: "role", action: "remove", name: row.arn, at: null, changes: [] });
    return { add, change };
  }

  function planAssigned(goneGroupIds: ReadonlySet<string>) {
    const roleIds = new Map(
      state.roles.filter((row) => !goneRoles.has(row.id)).map((row) => [row.arn, row.id]),
    );
    for (const draft of roles.add) roleIds.set(draft.entry.arn, draft.id);
    const accountIds = new Map(state.accounts.map((row) => [`${row.partition} ${row.accountId}`, row.id]));
    for (const draft of accounts.add) accountIds.set(`${draft.partition} ${draft.accountId}`, draft.id);
    const planned = planAssignments(state, entries.assignments, options, {
      roleId: (arn) => roleIds.get(arn),
      accountId: (partition, accountId) => accountIds.get(`${partition} ${accountId}`),
      groups: groups.drafts,
      goneGroupIds,
    });
    items.push(...planned.items);
    const remove = state.assignments.filter((row) => removable(options, row) && !planned.named.has(row.id));
    for (const row of remove)
      items.push({ kind: "assignment", action: "remove", name: nameOfStored(row), at: null, changes: [] });
    return { ...planned, remove };
  }

  function nameOfStored(row: AssignmentRow): string {
    const group = state.groups.find((one) => one.id === row.groupId)?.name;
    const person = state.people.find((one) => one.id === row.personId)?.email;
    const { target } = row;
    const arn = state.roles.find((one) => one.id === target.roleId)?.arn;
    const account = state.accounts.find((one) => one.id === target.awsAccountId)?.accountId;
    const reached =
      arn ??
      [
        ...(account === undefined ? [] : [`account ${account}`]),
        ...(target.tagKey === null ? [] : [`tag ${target.tagKey}=${target.tagValue}`]),
        ...(target.roleNamePattern === null ? [] : [`roles named ${target.roleNamePattern}`]),
      ].join(", ");
    return `${group ?? person} → ${reached}`;
  }

  function planRemovedAccounts(removed: readonly AssignmentRow[]): AccountRow[] {
    const removedIds = new Set(removed.map((row) => row.id));
    const own = new Set(state.accountsOfOwnRoles.map((row) => row.awsAccountId));
    const kept = new Set(state.roles.filter((row) => !goneRoles.has(row.id)).map((row) => row.awsAccountId));
    const targeted = new Set(
      state.assignments.flatMap((row) =>
        row.target.awsAccountId && !removedIds.has(row.id) ? [row.target.awsAccountId] : [],
      ),
    );
    return state.accounts.filter((row) => {
      if (!removable(options, row) || drafts.accounts.has(`${row.partition} ${row.accountId}`)) return false;
      const about = { kind: "account", name: `${row.name} (${row.accountId})`, at: null } as const;
      const inUse = own.has(row.id) || kept.has(row.id) || targeted.has(row.id);
      const counts = {
        roles: state.roles.filter((role) => role.awsAccountId === row.id && !goneRoles.has(role.id)).length,
        assignments: state.assignments.filter(
          ({ id, target }) => target.awsAccountId === row.id && !removedIds.has(id),
        ).length,
      };
      items.push(
        inUse
          ? refusedItem(about, { reason: "account_in_use", details: counts })
          : { ...about, action: "remove", changes: [] },
      );
      return !inUse;
    });
  }
}
