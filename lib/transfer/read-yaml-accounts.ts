import { type RoleReference, roleReferenceFromParts } from "#lib/catalogue/parse-role-reference.ts";
import { isPartitionId, type PartitionId, partitionIds } from "#lib/partitions/partitions.ts";
import { accountKeys, roleKeys } from "./catalogue-file-keys.ts";
import type { AccountEntry, RoleEntry, SessionTagEntry } from "./entries-view.ts";
import { arnOf, durationOf, flagOf, sourceOf, tagsOf, textOrNull } from "./read-yaml-values.ts";
import { itemsOf, lineOf, malformed, membersOf, type Spot, textOf } from "./yaml-spots.ts";

const mostAccounts = 20_000;
const mostRoles = 50_000;

/**
 * The accounts of a catalogue file with their roles, each once.
 * @throws AppError `catalogue_file_malformed`
 */
export function readYamlAccounts(spot: Spot | undefined): { accounts: AccountEntry[]; roles: RoleEntry[] } {
  const accounts = new Map<string, AccountEntry>();
  const roles = new Map<string, RoleEntry>();
  for (const item of itemsOf(spot, mostAccounts)) {
    const members = membersOf(item, accountKeys);
    const account = readAccount(item, members);
    const key = `${account.partition} ${account.accountId}`;
    const before = accounts.get(key);
    if (before) throw malformed(item, `this account stands at ${before.at} already`);
    accounts.set(key, account);
    for (const roleItem of itemsOf(members.get("roles"), mostRoles)) {
      const role = readRole(roleItem, account);
      const same = roles.get(role.arn);
      if (same) throw malformed(roleItem, `this role stands at ${same.at} already`);
      roles.set(role.arn, role);
    }
  }
  return { accounts: [...accounts.values()], roles: [...roles.values()] };
}

/** The partition and the twelve digits that two keys name. */
export function readAccountId(
  id: Spot,
  partition: Spot | undefined,
): Pick<AccountEntry, "partition" | "accountId"> {
  const accountId = textOf(id).replace(/^(\d{4})-(\d{4})-(\d{4})$/, "$1$2$3");
  if (!/^\d{12}$/.test(accountId)) throw malformed(id, "an account id has exactly twelve digits");
  return { partition: partition === undefined ? "aws" : readPartition(partition), accountId };
}

function readPartition(spot: Spot): PartitionId {
  const text = textOf(spot);
  if (isPartitionId(text)) return text;
  throw malformed(spot, `this has to be one of ${partitionIds.join(", ")}`);
}

function readAccount(item: Spot, members: ReadonlyMap<string, Spot>): AccountEntry {
  const id = members.get("id");
  if (id === undefined) throw malformed(item, "an account has to have an id");
  const given = on(members);
  return {
    at: lineOf(item),
    ...readAccountId(id, members.get("partition")),
    ...given("name", (spot) => ({ name: textOf(spot) })),
    ...given("color", (spot) => ({ color: textOf(spot) })),
    ...given("ou", (spot) => ({ ouPath: textOrNull(spot) })),
    ...given("tags", (spot) => ({ tags: tagsOf(spot) })),
    ...given("source", (spot) => ({ source: sourceOf(spot) })),
  };
}

function readRole(item: Spot, account: AccountEntry): RoleEntry {
  const members = membersOf(item, roleKeys);
  const given = on(members);
  return {
    at: lineOf(item),
    arn: readArn(item, members, account).arn,
    ...given("label", (spot) => ({ label: textOf(spot) })),
    ...given("color", (spot) => ({ color: textOrNull(spot) })),
    ...given("region", (spot) => ({ region: textOrNull(spot) })),
    ...given("destination", (spot) => ({ destination: textOrNull(spot) })),
    ...given("max-duration", (spot) => ({ maxDurationSeconds: durationOf(spot) })),
    ...given("note", (spot) => ({ note: textOrNull(spot) ?? "" })),
    ...given("tags", (spot) => ({ tags: tagsOf(spot) })),
    ...given("source", (spot) => ({ source: sourceOf(spot) })),
    ...given("external-id", (spot) => ({ externalId: textOrNull(spot) })),
    ...given("requires-mfa", (spot) => ({ requiresMfa: flagOf(spot) })),
    ...given("requires-second-factor", (spot) => ({ requiresSecondFactor: flagOf(spot) })),
    ...given("bind-address", (spot) => ({ bindAddress: flagOf(spot) })),
    ...given("source-identity", (spot) => ({ sourceIdentity: flagOf(spot) })),
    ...given("session-name", (spot) => ({ sessionName: textOrNull(spot) })),
    ...given("session-policy", (spot) => ({ sessionPolicy: textOrNull(spot) })),
    ...given("session-policy-arns", (spot) => ({ sessionPolicyArns: itemsOf(spot, 100).map(textOf) })),
    ...given("session-tags", (spot) => ({ sessionTags: itemsOf(spot, 100).map(readSessionTag) })),
    ...given("send-tags", (spot) => ({ tagsSent: flagOf(spot) })),
  };
}

function on(members: ReadonlyMap<string, Spot>) {
  return <Field>(key: string, read: (spot: Spot) => Field): Field | undefined => {
    const spot = members.get(key);
    return spot && read(spot);
  };
}

function readArn(item: Spot, members: ReadonlyMap<string, Spot>, account: AccountEntry): RoleReference {
  const [name, arn] = [members.get("name"), members.get("arn")];
  if ((name === undefined) === (arn === undefined)) throw malformed(item, "a role has a name or an arn");
  if (arn) {
    const role = arnOf(arn);
    if (role.accountId === account.accountId && role.partition === account.partition) return role;
    throw malformed(arn, "this role is of another account");
  }
  const { partition, accountId } = account;
  const spot = name ?? item;
  const role = roleReferenceFromParts({ partition, accountId, roleName: textOf(spot) });
  if (!role.ok) throw malformed(spot, role.message.replace(/\.$/, ""));
  return role;
}

function readSessionTag(item: Spot): SessionTagEntry {
  const members = membersOf(item, ["key", "value", "transitive"]);
  const [key, value, transitive] = ["key", "value", "transitive"].map((name) => members.get(name));
  if (!key || !value) throw malformed(item, "a session tag has a key and a value");
  return { key: textOf(key), value: textOf(value), transitive: transitive ? flagOf(transitive) : false };
}
