import { type AssignmentTerms, checkTerms } from "#lib/assignments/assignment-terms.ts";
import { StoredTime } from "#lib/audit/times.ts";
import { AppError } from "#lib/errors.ts";
import { groupNameKey } from "#lib/groups/group-fields.ts";
import { readTarget, targetKey } from "#lib/targets/find-or-add-target.ts";
import type { TargetTerms } from "#lib/targets/reaches.ts";
import { targetText } from "#lib/targets/target-row.ts";
import type { AssignmentRow, CatalogueState } from "./catalogue-state.ts";
import type { AssignmentEntry, TargetEntry } from "./entries-view.ts";
import {
  addedItem,
  checked,
  differences,
  itemFor,
  ownedByOther,
  type PlanOptions,
  refusedItem,
} from "./plan-draft.ts";
import { type GroupDraft, personFinder } from "./plan-groups.ts";
import type { PlanItem } from "./plan-view.ts";
import { removedKeys } from "./removed-since.ts";

/** A person's id, a group's, or the key of a group that is new. */
export type PrincipalRef = { name: string } & (
  | { personId: string }
  | { groupId: string }
  | { newGroupKey: string }
);
export type AssignmentPlan = {
  items: PlanItem[];
  add: { principal: PrincipalRef; target: TargetTerms; terms: AssignmentTerms; targetName: string }[];
  change: { row: AssignmentRow; terms: AssignmentTerms; changed: boolean; name: string }[];
  /** The ids of those that the file names. */
  named: ReadonlySet<string>;
};

export type AfterCatalogue = {
  /** The ids of roles and accounts as they are once the plan is applied. */
  roleId: (arn: string) => string | undefined;
  accountId: (partition: string, accountId: string) => string | undefined;
  groups: ReadonlyMap<string, GroupDraft>;
  goneGroupIds: ReadonlySet<string>;
};

const termNames = {
  console: "console",
  credentials: "credentials",
  maxDurationSeconds: "max-duration",
  startsAt: "from",
  expiresAt: "until",
  requiresReason: "reason-required",
};

/** What becomes of the assignments that a file names. */
export function planAssignments(
  state: CatalogueState,
  entries: readonly AssignmentEntry[],
  options: PlanOptions,
  after: AfterCatalogue,
): AssignmentPlan {
  const findPerson = personFinder(state.people);
  const groupRows = new Map(state.groups.map((row) => [row.nameKey, row]));
  const rows = new Map(state.assignments.map((row) => [`${row.principalId} ${row.target.key}`, row]));
  const seen = new Set<string>();
  const plan = { items: [] as PlanItem[], add: [], change: [], named: new Set<string>() } as {
    items: PlanItem[];
    add: AssignmentPlan["add"];
    change: AssignmentPlan["change"];
    named: Set<string>;
  };
  for (const entry of entries) {
    const targetName = nameOfTarget(entry.target);
    const told = "group" in entry.principal ? entry.principal.group : entry.principal.person;
    const about = { kind: "assignment", name: `${told} → ${targetName}`, at: entry.at } as const;
    const person = "person" in entry.principal ? findPerson(entry.principal.person) : null;
    if (person && "reason" in person) {
      plan.items.push(refusedItem(about, person));
      continue;
    }
    const resolved = checked(() => resolve(entry));
    if (!resolved.ok) {
      plan.items.push(refusedItem(about, resolved));
      continue;
    }
    const { principal, principalId, target, terms } = resolved.value;
    const key = `${principalId} ${targetKey(target)}`;
    const row = rows.get(key);
    if (row) plan.named.add(row.id);
    const refusal = seen.has(key)
      ? ({ reason: "entry_repeated" } as const)
      : row && ownedByOther(options, row);
    seen.add(key);
    if (refusal) {
      plan.items.push(refusedItem(about, refusal));
      continue;
    }
    if (row) {
      const changes = differences(termNames, row, terms);
      const item = itemFor(options, about, row, changes);
      plan.items.push(item);
      if (item.action !== "unchanged")
        plan.change.push({ row, terms, changed: changes.length > 0, name: about.name });
    } else {
      plan.items.push(
        addedItem(
          options,
          about,
          differences(termNames, {}, shown(terms)),
          ...(options.removed.size === 0 ? [] : keysOf(entry, principalId)),
        ),
      );
      plan.add.push({ principal, target, terms, targetName });
    }
  }
  return plan;

  /** Under which it may have been removed: by itself, with its role, or with its group. */
  function keysOf({ principal, target }: AssignmentEntry, principalId: string): string[] {
    return [
      removedKeys.assignment(principalId, onRecord(target)),
      ...("roleArn" in target ? [removedKeys.role(target.roleArn)] : []),
      ...("group" in principal ? [removedKeys.group(principal.group)] : []),
    ];
  }

  /** A target as the audit log names it. */
  function onRecord(target: TargetEntry): string {
    if ("roleArn" in target) return target.roleArn;
    const { account: asked, roleNamePattern = null, tag = null } = target;
    const row =
      asked &&
      state.accounts.find((one) => one.partition === asked.partition && one.accountId === asked.accountId);
    const account = row ? { id: row.id, accountId: row.accountId, name: row.name } : null;
    return targetText({ kind: "scope", account, roleNamePattern, tag, roles: 0 });
  }

  function resolve({ principal, target, ...entry }: AssignmentEntry) {
    const { startsAt, expiresAt } = entry;
    for (const time of [startsAt, expiresAt]) if (time !== null) StoredTime.parse(time);
    const { console, credentials, maxDurationSeconds, requiresReason } = entry;
    const terms = checkTerms({
      console,
      credentials,
      maxDurationSeconds,
      requiresReason,
      startsAt,
      expiresAt,
    });
    return { ...principalOf(principal), target: readTarget(targetOf(target)), terms };
  }

  function principalOf(principal: AssignmentEntry["principal"]): {
    principal: PrincipalRef;
    principalId: string;
  } {
    if ("person" in principal) {
      const person = findPerson(principal.person);
      if ("reason" in person) throw new AppError("person_not_found", "There is no such person.");
      return { principal: { personId: person.id, name: person.sessionName }, principalId: person.id };
    }
    const key = groupNameKey(principal.group.trim());
    const row = groupRows.get(key);
    const draft = after.groups.get(key);
    const there = row ? !after.goneGroupIds.has(row.id) : draft && !draft.refusal;
    if (!there) throw new AppError("group_not_found", "There is no such group.");
    const name = row?.name ?? draft?.name ?? principal.group;
    return row
      ? { principal: { groupId: row.id, name }, principalId: row.id }
      : { principal: { newGroupKey: key, name }, principalId: `new ${key}` };
  }

  function targetOf(target: TargetEntry) {
    if ("roleArn" in target) {
      const roleId = after.roleId(target.roleArn);
      if (roleId === undefined) throw new AppError("role_not_found", "There is no such role.");
      return { roleId };
    }
    const { account, roleNamePattern, tag } = target;
    const awsAccountId = account && after.accountId(account.partition, account.accountId);
    if (account && awsAccountId === undefined)
      throw new AppError("account_not_found", "There is no such account.");
    return {
      ...(awsAccountId !== undefined && { awsAccountId }),
      ...(roleNamePattern !== undefined && { roleNamePattern: roleNamePattern.trim() }),
      ...(tag && { tag }),
    };
  }
}

/** Of a new assignment, what is not as it is for most. */
function shown({ console, credentials, requiresReason, ...rest }: AssignmentTerms) {
  return {
    ...(!console && { console }),
    ...(!credentials && { credentials }),
    ...(requiresReason && { requiresReason }),
    ...rest,
  };
}

/** A target in a plan: a role's ARN, or what roles have to fit. */
export function nameOfTarget(target: TargetEntry): string {
  if ("roleArn" in target) return target.roleArn;
  const { account, roleNamePattern, tag } = target;
  return [
    ...(account ? [`account ${account.accountId}`] : []),
    ...(tag ? [`tag ${tag.key}=${tag.value}`] : []),
    ...(roleNamePattern === undefined ? [] : [`roles named ${roleNamePattern}`]),
  ].join(", ");
}
