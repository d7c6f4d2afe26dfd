import { groupKeys } from "./catalogue-file-keys.ts";
import type { GroupEntry } from "./entries-view.ts";
import { textOrNull } from "./read-yaml-values.ts";
import { isNothing, itemsOf, lineOf, malformed, membersOf, type Spot, textOf } from "./yaml-spots.ts";

const mostGroups = 10_000;
const mostMembers = 10_000;

/**
 * The groups of a catalogue file.
 * @throws AppError `catalogue_file_malformed`
 */
export function readYamlGroups(spot: Spot | undefined): GroupEntry[] {
  return itemsOf(spot, mostGroups).map(readGroup);
}

function readGroup(item: Spot): GroupEntry {
  const members = membersOf(item, groupKeys);
  const name = members.get("name");
  if (name === undefined) throw malformed(item, "a group has to have a name");
  const [description, claim, people] = ["description", "claim", "members"].map((key) => members.get(key));
  return {
    at: lineOf(item),
    name: textOf(name),
    ...(description && { description: textOrNull(description) ?? "" }),
    ...(claim && { claim: textOrNull(claim) }),
    // A key without a value would take everybody out of the group: that is said as [].
    ...(people && !isNothing(people) && { members: itemsOf(people, mostMembers).map(textOf) }),
  };
}
