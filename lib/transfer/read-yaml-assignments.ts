import { StoredTime } from "#lib/audit/times.ts";
import { assignmentKeys } from "./catalogue-file-keys.ts";
import type { AssignmentEntry, TargetEntry } from "./entries-view.ts";
import { readAccountId } from "./read-yaml-accounts.ts";
import { arnOf, durationOf, flagOf } from "./read-yaml-values.ts";
import { isNothing, itemsOf, lineOf, malformed, membersOf, type Spot, textOf } from "./yaml-spots.ts";

const mostAssignments = 100_000;

/**
 * The assignments of a catalogue file.
 * @throws AppError `catalogue_file_malformed`
 */
export function readYamlAssignments(spot: Spot | undefined): AssignmentEntry[] {
  return itemsOf(spot, mostAssignments).map(readAssignment);
}

function readAssignment(item: Spot): AssignmentEntry {
  const members = membersOf(item, assignmentKeys);
  const given = (key: string) => {
    const spot = members.get(key);
    return spot === undefined || isNothing(spot) ? undefined : spot;
  };
  const [group, person] = [given("group"), given("person")];
  if ((group === undefined) === (person === undefined))
    throw malformed(item, "an assignment is to one group or to one person");
  const [duration, from, until] = [given("max-duration"), given("from"), given("until")];
  const flag = (key: string, otherwise: boolean) => {
    const spot = given(key);
    return spot ? flagOf(spot) : otherwise;
  };
  return {
    at: lineOf(item),
    principal: group ? { group: textOf(group) } : { person: textOf(person ?? item) },
    target: readTarget(item, given),
    console: flag("console", true),
    credentials: flag("credentials", true),
    maxDurationSeconds: duration ? durationOf(duration) : null,
    startsAt: from ? timeOf(from) : null,
    expiresAt: until ? timeOf(until) : null,
    requiresReason: flag("reason-required", false),
  };
}

function readTarget(item: Spot, given: (key: string) => Spot | undefined): TargetEntry {
  const [role, account, partition] = [given("role"), given("account"), given("partition")];
  const [name, tag] = [given("role-name"), given("tag")];
  if (role) {
    if (account || partition || name || tag)
      throw malformed(item, "role names one role: account, role-name and tag do not stand beside it");
    return { roleArn: arnOf(role).arn };
  }
  if (partition && !account) throw malformed(partition, "a partition stands beside an account");
  if (!account && !name && !tag) throw malformed(item, "role, account, role-name or tag is missing");
  return {
    ...(account && { account: readAccountId(account, partition) }),
    ...(name && { roleNamePattern: textOf(name) }),
    ...(tag && { tag: readTag(tag) }),
  };
}

function readTag(spot: Spot): { key: string; value: string } {
  const members = membersOf(spot, ["key", "value"]);
  const [key, value] = [members.get("key"), members.get("value")];
  if (!key || !value) throw malformed(spot, "a tag has a key and a value");
  return { key: textOf(key), value: textOf(value) };
}

function timeOf(spot: Spot): string {
  const text = textOf(spot);
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  if (!StoredTime.safeParse(day).success)
    throw malformed(spot, "a time reads 2026-03-01 or 2026-03-01T09:00:00Z, in the years 2000 to 2999");
  return new Date(day).toISOString();
}
