import { groupFields, groupNameKey } from "#lib/groups/group-fields.ts";
import type { CatalogueState, GroupRow, PersonRow } from "./catalogue-state.ts";
import type { GroupEntry } from "./entries-view.ts";
import {
  addedItem,
  checked,
  differences,
  itemFor,
  ownedByOther,
  type PlanOptions,
  type Refusal,
  refusedItem,
} from "./plan-draft.ts";
import type { PlanItem } from "./plan-view.ts";
import { removedKeys } from "./removed-since.ts";

type GroupColumns = { name?: string; description?: string; claim?: string | null };
export type GroupDraft = {
  key: string;
  name: string;
  row: GroupRow | null;
  columns: GroupColumns;
  refusal: Refusal | null;
};
export type GroupPlan = {
  drafts: ReadonlyMap<string, GroupDraft>;
  items: PlanItem[];
  /** By the group's key: ids of people. */
  members: ReadonlyMap<string, { add: string[]; remove: string[] }>;
};

const fieldNames = { name: "name", description: "description", claim: "claim" };

/** Finds a person by e-mail address or session name. */
export function personFinder(people: readonly PersonRow[]): (name: string) => PersonRow | Refusal {
  const named = new Map<string, Set<PersonRow>>();
  for (const person of people)
    for (const name of [person.email, person.sessionName]) {
      const key = name.trim().toLowerCase();
      named.set(key, (named.get(key) ?? new Set()).add(person));
    }
  return (name) => {
    const [person, other] = named.get(name.trim().toLowerCase()) ?? [];
    if (person === undefined) return { reason: "person_not_found" };
    return other === undefined ? person : { reason: "person_ambiguous" };
  };
}

/**
 * What becomes of the groups that a file names, and of their members.
 * @param goneGroupIds groups that are removed at the same time
 */
export function planGroups(
  state: CatalogueState,
  entries: readonly GroupEntry[],
  options: PlanOptions,
  goneGroupIds: ReadonlySet<string>,
): GroupPlan {
  const rows = new Map(state.groups.map((row) => [row.nameKey, row]));
  const findPerson = personFinder(state.people);
  const personOf = new Map(state.people.map((person) => [person.id, person]));
  const drafts = new Map<string, GroupDraft>();
  const members = new Map<string, { add: string[]; remove: string[] }>();
  const items: PlanItem[] = [];
  const drafted: { entry: GroupEntry; draft: GroupDraft | null }[] = [];
  for (const entry of entries) {
    const name = checked(() => groupFields.name.parse(entry.name));
    const key = groupNameKey(name.ok ? name.value : entry.name);
    if (drafts.has(key)) {
      drafted.push({ entry, draft: null });
      continue;
    }
    const row = rows.get(key) ?? null;
    const columns = checked(() => columnsOf(entry, row));
    const refusal =
      (name.ok ? null : { ...name, details: { field: "name" } }) ??
      (columns.ok ? null : columns) ??
      (row && ownedByOther(options, row));
    const draft = {
      ...{ key, name: row?.name ?? (name.ok ? name.value : ""), row, refusal },
      columns: columns.ok ? columns.value : {},
    };
    drafts.set(key, draft);
    drafted.push({ entry, draft });
  }
  refuseTakenClaims(state.groups, drafts, goneGroupIds);
  for (const { entry, draft } of drafted) {
    const about = { kind: "group", name: entry.name, at: entry.at } as const;
    if (draft === null || draft.refusal) {
      items.push(refusedItem(about, draft?.refusal ?? { reason: "entry_repeated" }));
      continue;
    }
    const { row, columns: said } = draft;
    if (row) items.push(itemFor(options, about, row, differences(fieldNames, row, said)));
    else
      items.push(addedItem(options, about, differences(fieldNames, {}, said), removedKeys.group(draft.name)));
    if (entry.members) planMembers(entry, draft);
  }
  return { drafts, items, members };

  function planMembers(entry: GroupEntry, { key, name, row }: GroupDraft): void {
    const inside = new Map((row?.memberships ?? []).map((member) => [member.personId, member.createdAt]));
    const wanted = new Set<string>();
    const add: string[] = [];
    const about = (person: string) =>
      ({ kind: "member", name: `${person} in ${name}`, at: entry.at, changes: [] }) as const;
    for (const named of entry.members ?? []) {
      const person = findPerson(named);
      if ("reason" in person) items.push(refusedItem(about(named), person));
      else if (!wanted.has(person.id)) {
        wanted.add(person.id);
        const isIn = inside.has(person.id);
        if (!isIn) add.push(person.id);
        // What became of members is the file's business where the group is.
        const key = row?.managedBy === options.managedBy ? removedKeys.member(person.id, row?.id ?? "") : "";
        items.push(
          isIn
            ? { ...about(person.email), action: "unchanged" }
            : addedItem(options, about(person.email), [], key),
        );
      }
    }
    const remove =
      options.managedBy !== null && options.prune ? [...inside.keys()].filter((id) => !wanted.has(id)) : [];
    for (const id of remove) {
      const since = inside.get(id);
      const { lastAppliedAt } = options;
      const drifted = since && lastAppliedAt && row?.managedBy === options.managedBy && since > lastAppliedAt;
      items.push({
        ...about(personOf.get(id)?.email ?? id),
        at: null,
        action: "remove",
        ...(drifted && { drift: true as const }),
      });
    }
    members.set(key, { add, remove });
  }
}

/** Two groups cannot have one claim: whoever has it keeps it, unless it is removed or given another one here. */
function refuseTakenClaims(
  rows: readonly GroupRow[],
  drafts: ReadonlyMap<string, GroupDraft>,
  goneGroupIds: ReadonlySet<string>,
): void {
  for (let again = true; again; ) {
    again = false;
    const holders = new Map<string, string>();
    for (const { id, nameKey, claim } of rows) {
      const draft = drafts.get(nameKey);
      const keeps = draft === undefined || draft.refusal !== null || draft.columns.claim === undefined;
      if (claim !== null && keeps && !goneGroupIds.has(id)) holders.set(claim, nameKey);
    }
    for (const draft of drafts.values()) {
      const { key, columns, row, refusal } = draft;
      if (refusal || !columns.claim) continue;
      const holder = holders.get(columns.claim);
      if (holder === undefined || holder === key) holders.set(columns.claim, key);
      else {
        draft.refusal = { reason: "group_claim_taken" };
        // What it has now, it keeps: that may be what another one was to have.
        again ||= row !== null && row.claim !== null;
      }
    }
  }
}

function columnsOf({ name, description, claim }: GroupEntry, row: GroupRow | null): GroupColumns {
  return {
    // Names are one without letter case; the file's spelling is how it is written.
    ...(row !== null && { name: groupFields.name.parse(name) }),
    ...(description !== undefined && { description: groupFields.description.parse(description) }),
    ...(claim !== undefined && { claim: groupFields.claim.parse(claim) }),
  };
}
