import { parseRoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { credentialSources } from "./catalogue-file-keys.ts";
import type {
  AccountEntry,
  AssignmentEntry,
  CatalogueEntries,
  GroupEntry,
  RoleEntry,
  SourceEntry,
} from "./entries-view.ts";
import type { Mapping, Value } from "./yaml-nodes.ts";

/** What a catalogue file says, as it is written: every list in the order of its keys. */
export type CatalogueContent = {
  accounts: readonly { about: Mapping; roles: readonly Mapping[] }[];
  groups: readonly Mapping[];
  assignments: readonly Mapping[];
};

type Entries = Pick<CatalogueEntries, "accounts" | "roles" | "groups" | "assignments">;

/** The same content for the same entries, however they are ordered. */
export function catalogueContent({ accounts, roles, groups, assignments }: Entries): CatalogueContent {
  const byAccount = new Map<string, { account: AccountEntry; roles: RoleEntry[] }>();
  for (const account of accounts) byAccount.set(accountKey(account), { account, roles: [] });
  for (const role of roles) {
    const named = parseRoleReference(role.arn);
    if (!named.ok) throw new Error("an entry names no role");
    const { partition, accountId } = named;
    const key = accountKey(named);
    const known = byAccount.get(key) ?? { account: { at: role.at, partition, accountId }, roles: [] };
    known.roles.push(role);
    byAccount.set(key, known);
  }
  return {
    accounts: sorted([...byAccount.entries()], ([key]) => key).map(([, known]) => ({
      about: accountContent(known.account),
      roles: sorted(known.roles, (role) => role.arn).map(roleContent),
    })),
    groups: sorted(groups, (group) => `${group.name.toLowerCase()}\n${group.name}`).map(groupContent),
    assignments: sorted(assignments.map(assignmentContent), assignmentKey),
  };
}

const accountKey = ({ partition, accountId }: { partition: string; accountId: string }) =>
  `${partition} ${accountId}`;

/** To whom and what an assignment of a file is, as text. */
export function assignmentKey(assignment: Mapping): string {
  const of = (key: string) => assignment.get(key) ?? "";
  const tag = assignment.get("tag");
  const told = tag instanceof Map ? [...tag.values()] : [];
  return JSON.stringify([
    of("group"),
    of("person"),
    of("role"),
    of("partition"),
    of("account"),
    of("role-name"),
    told,
  ]);
}

function sorted<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

/** A mapping of what is said. */
function mapping(members: readonly (readonly [string, Value | undefined])[]): Mapping {
  return new Map(members.filter((member): member is [string, Value] => member[1] !== undefined));
}

function accountContent(account: AccountEntry): Mapping {
  return mapping([
    ["id", account.accountId],
    ["partition", account.partition === "aws" ? undefined : account.partition],
    ["name", account.name],
    ["color", account.color],
    ["ou", account.ouPath],
    ["tags", tagsContent(account.tags)],
    ["source", sourceContent(account.source)],
  ]);
}

function roleContent(role: RoleEntry): Mapping {
  return mapping([
    ["name", role.arn.slice(role.arn.indexOf(":role/") + ":role/".length)],
    ["label", role.label],
    ["color", role.color],
    ["region", role.region],
    ["destination", role.destination],
    ["max-duration", durationContent(role.maxDurationSeconds)],
    ["note", role.note],
    ["tags", tagsContent(role.tags)],
    ["source", sourceContent(role.source)],
    ["external-id", role.externalId],
    ["requires-mfa", role.requiresMfa],
    ["requires-second-factor", role.requiresSecondFactor],
    ["bind-address", role.bindAddress],
    ["source-identity", role.sourceIdentity],
    ["session-name", role.sessionName],
    ["session-policy", role.sessionPolicy],
    ["session-policy-arns", role.sessionPolicyArns],
    [
      "session-tags",
      role.sessionTags?.map(({ key, value, transitive }) =>
        mapping([
          ["key", key],
          ["value", value],
          ["transitive", transitive || undefined],
        ]),
      ),
    ],
    ["send-tags", role.tagsSent],
  ]);
}

function groupContent(group: GroupEntry): Mapping {
  const members = group.members && sorted(group.members, (member) => member);
  return mapping([
    ["name", group.name],
    ["description", group.description],
    ["claim", group.claim],
    ["members", members],
  ]);
}

function assignmentContent({ principal, target, ...terms }: AssignmentEntry): Mapping {
  const account = "roleArn" in target ? undefined : target.account;
  return mapping([
    ["group", "group" in principal ? principal.group : undefined],
    ["person", "person" in principal ? principal.person : undefined],
    ...("roleArn" in target
      ? ([["role", target.roleArn]] as const)
      : ([
          ["account", account?.accountId],
          ["partition", account?.partition === "aws" ? undefined : account?.partition],
          ["role-name", target.roleNamePattern],
          [
            "tag",
            target.tag &&
              mapping([
                ["key", target.tag.key],
                ["value", target.tag.value],
              ]),
          ],
        ] as const)),
    ["console", terms.console ? undefined : false],
    ["credentials", terms.credentials ? undefined : false],
    ["max-duration", durationContent(terms.maxDurationSeconds ?? undefined)],
    ["from", terms.startsAt ?? undefined],
    ["until", terms.expiresAt ?? undefined],
    ["reason-required", terms.requiresReason || undefined],
  ]);
}

function tagsContent(tags: Readonly<Record<string, string>> | undefined): Value | undefined {
  return tags && new Map(sorted(Object.entries(tags), ([key]) => key));
}

function sourceContent(source: SourceEntry | undefined): Value | undefined {
  if (source === undefined) return undefined;
  const { kind } = source;
  switch (kind) {
    case "none":
      return null;
    case "named":
      return source.name;
    case "through":
      return new Map([["through", source.roleArn]]);
    case "profile":
      return new Map([["profile", source.profile]]);
    default: {
      const name = Object.entries(credentialSources).find(([, known]) => known === kind)?.[0];
      return name === undefined ? undefined : new Map([["credential-source", name]]);
    }
  }
}

function durationContent(seconds: number | undefined): Value | undefined {
  if (seconds === undefined) return undefined;
  if (seconds % 3600 === 0) return { plain: `${seconds / 3600}h` };
  return { plain: seconds % 60 === 0 ? `${seconds / 60}m` : String(seconds) };
}
