import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Pair,
  visit,
  type YAMLMap,
  YAMLSeq,
} from "yaml";
import { assignmentKey, type CatalogueContent, catalogueContent } from "./catalogue-yaml-content.ts";
import type { AssignmentEntry, CatalogueEntries, GroupEntry, RoleEntry } from "./entries-view.ts";
import { mergeMembers } from "./merge-yaml-members.ts";
import { readCatalogueYaml } from "./read-catalogue-yaml.ts";
import { readYamlAccounts } from "./read-yaml-accounts.ts";
import { readYamlAssignments } from "./read-yaml-assignments.ts";
import { readYamlGroups } from "./read-yaml-groups.ts";
import { accountNode, itemNode, writingOptions } from "./render-catalogue-yaml.ts";
import { type Mapping, nodeFor } from "./yaml-nodes.ts";
import { membersOf, parseYaml } from "./yaml-spots.ts";

type Entries = Pick<CatalogueEntries, "accounts" | "roles" | "groups" | "assignments">;

/**
 * A catalogue file rewritten to say what the entries say, with its comments and its order as far as their items
 * are still there: values are changed in place, what is new comes at the end of its list, what is gone is left out.
 * Aliases are written out. A file that says so already stays as it is, to the letter.
 * @param personName the one name that stands for a person, whichever of theirs a file has
 * @throws AppError `catalogue_file_malformed`
 */
export function mergeCatalogueYaml(
  existing: string,
  entries: Entries,
  personName: (name: string) => string = (name) => name.toLowerCase(),
): string {
  readCatalogueYaml(existing);
  const { document } = parseYaml(existing);
  writeOutAliases(document);
  // Read anew, so that places lead to the nodes that are written.
  const { document: plain, top } = parseYaml(document.toString(writingOptions));
  const before = plain.toString(writingOptions);
  const members = membersOf(top);
  const has = catalogueContentInOrder({
    ...readYamlAccounts(members.get("accounts")),
    groups: readYamlGroups(members.get("groups")),
    assignments: readYamlAssignments(members.get("assignments")),
  });
  const wanted = catalogueContent(entries);
  const map = plain.contents;
  if (!isMap(map)) throw new Error("a catalogue file that was read is a mapping");
  const lists = map as unknown as YAMLMap;
  mergeAccounts(lists, has.accounts, wanted.accounts);
  mergeList(lists, "groups", has.groups, wanted.groups, (group) => String(group.get("name")).toLowerCase(), {
    identity: ["name"],
    personName,
  });
  mergeList(lists, "assignments", has.assignments, wanted.assignments, keyOfAssignment(personName), {
    identity: ["group", "person", "role", "account", "partition", "role-name", "tag"],
    personName,
  });
  const after = plain.toString(writingOptions);
  return after === before ? existing : after;
}

/** As `catalogueContent`, in the order of the entries. */
function catalogueContentInOrder(entries: Entries): CatalogueContent {
  const of = (part: Partial<Entries>) =>
    catalogueContent({ accounts: [], roles: [], groups: [], assignments: [], ...part });
  const rolesOf = new Map<string, RoleEntry[]>();
  for (const role of entries.roles) {
    const key = role.arn.split(":").slice(1, 5).join(":");
    rolesOf.set(key, [...(rolesOf.get(key) ?? []), role]);
  }
  const first = <T>([item]: readonly T[]): T => {
    if (item === undefined) throw new Error("one entry comes to one item");
    return item;
  };
  return {
    accounts: entries.accounts.map((account) => ({
      about: first(of({ accounts: [account] }).accounts).about,
      roles: (rolesOf.get(`${account.partition}:iam::${account.accountId}`) ?? []).flatMap((role) =>
        of({ roles: [role] }).accounts.flatMap(({ roles }) => roles),
      ),
    })),
    groups: entries.groups.map((group: GroupEntry) => first(of({ groups: [group] }).groups)),
    assignments: entries.assignments.map((assignment: AssignmentEntry) =>
      first(of({ assignments: [assignment] }).assignments),
    ),
  };
}

function keyOfAssignment(personName: (name: string) => string) {
  return (assignment: Mapping): string => {
    const [group, person] = [assignment.get("group"), assignment.get("person")];
    const named = new Map(assignment);
    if (typeof group === "string") named.set("group", group.toLowerCase());
    if (typeof person === "string") named.set("person", personName(person));
    return assignmentKey(named);
  };
}

const accountOf = (about: Mapping) => `${about.get("partition") ?? "aws"} ${about.get("id")}`;

function mergeAccounts(
  top: YAMLMap,
  has: CatalogueContent["accounts"],
  wanted: CatalogueContent["accounts"],
): void {
  const left = new Map(wanted.map((account) => [accountOf(account.about), account]));
  const nodes = itemsUnder(top, "accounts");
  const kept = nodes.filter((node, index) => {
    const before = has[index];
    const after = before && left.get(accountOf(before.about));
    if (!before || !after) return false;
    left.delete(accountOf(before.about));
    mergeMembers(node, before.about, after.about, { identity: ["id", "partition", "roles"] });
    mergeList(node, "roles", before.roles, after.roles, (role) => String(role.get("name")), {
      identity: ["name", "arn"],
    });
    return true;
  });
  putItems(top, "accounts", [...kept, ...[...left.values()].map(accountNode)]);
}

function mergeList(
  parent: YAMLMap,
  key: string,
  has: readonly Mapping[],
  wanted: readonly Mapping[],
  keyOf: (item: Mapping) => string,
  how: Parameters<typeof mergeMembers>[3],
): void {
  const left = new Map(wanted.map((item) => [keyOf(item), item]));
  const kept = itemsUnder(parent, key).filter((node, index) => {
    const before = has[index];
    const after = before && left.get(keyOf(before));
    if (!before || !after) return false;
    left.delete(keyOf(before));
    mergeMembers(node, before, after, how);
    return true;
  });
  putItems(parent, key, [...kept, ...[...left.values()].map(itemNode)]);
}

function pairUnder(parent: YAMLMap, key: string): Pair | undefined {
  return parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function itemsUnder(parent: YAMLMap, key: string): YAMLMap[] {
  const list = pairUnder(parent, key)?.value;
  return isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : [];
}

function putItems(parent: YAMLMap, key: string, items: YAMLMap[]): void {
  const pair = pairUnder(parent, key);
  if (isSeq(pair?.value)) {
    if (items.length > 0 && pair.value.items.length === 0) pair.value.flow = false;
    pair.value.items = items;
    if (items.length === 0) pair.value.flow = true;
    return;
  }
  if (items.length === 0) return;
  const list = new YAMLSeq();
  list.items = items;
  if (pair) pair.value = list;
  else parent.items.push(new Pair(nodeFor(key), list));
}

function writeOutAliases(document: Document.Parsed): void {
  const anchors = new Map<string, Node>();
  visit(document, {
    Alias: (_, alias) => {
      const source = anchors.get(alias.source)?.clone();
      if (!isNode(source)) return undefined;
      return withoutAnchor(source);
    },
    Node: (_, node) => {
      if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  visit(document, { Node: (_, node) => void (isAlias(node) || withoutAnchor(node)) });
}

function withoutAnchor(node: Node): Node {
  if (!isAlias(node)) delete node.anchor;
  return node;
}
