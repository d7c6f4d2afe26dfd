import { topKeys } from "./catalogue-file-keys.ts";
import type { AccountEntry, CatalogueEntries, RefusedEntry, RoleEntry } from "./entries-view.ts";
import { entryNote } from "./entry-notes.ts";
import { looksLikeKey } from "./found-secrets.ts";
import { readYamlAccounts } from "./read-yaml-accounts.ts";
import { readYamlAssignments } from "./read-yaml-assignments.ts";
import { readYamlGroups } from "./read-yaml-groups.ts";
import { isNothing, malformed, membersOf, parseYaml, type Spot, textOf } from "./yaml-spots.ts";

/** What a catalogue file says. */
export type CatalogueFile = {
  /** The name under which the file owns what it names; null when it owns nothing. */
  managedBy: string | null;
  entries: CatalogueEntries;
};

/**
 * Reads a catalogue file as docs/catalogue-file.md describes it.
 * @throws AppError `catalogue_file_malformed` with the line and the key
 */
export function readCatalogueYaml(text: string): CatalogueFile {
  const { top } = parseYaml(text);
  if (isNothing(top)) throw malformed(top, "it is empty");
  const members = membersOf(top, topKeys);
  const version = members.get("version");
  if (version === undefined) throw malformed(top, "it has to begin with version: 1");
  if (textOf(version) !== "1") throw malformed(version, "only version 1 is known");
  const { accounts, roles } = readYamlAccounts(members.get("accounts"));
  const entries = {
    accounts,
    roles,
    groups: readYamlGroups(members.get("groups")),
    assignments: readYamlAssignments(members.get("assignments")),
    refused: [],
    notes: [],
    secretsFound: 0,
  };
  return { managedBy: readManagedBy(members.get("managed-by")), entries: withoutKeys(entries) };
}

function readManagedBy(spot: Spot | undefined): string | null {
  if (spot === undefined || isNothing(spot)) return null;
  const name = textOf(spot);
  if (isManagedByName(name)) return name;
  throw malformed(spot, "a name here has 1 to 60 letters, digits or . _ / -");
}

/** Whether a catalogue file may call itself so. `none` is how lists ask for what no file owns. */
export function isManagedByName(name: string): boolean {
  return /^[A-Za-z0-9][\w./-]{0,59}$/.test(name) && name !== "none";
}

/** Without accounts, roles and groups in whose free texts something looks like an access key. */
function withoutKeys(entries: CatalogueEntries): CatalogueEntries {
  const refused: RefusedEntry[] = [];
  const kept = <Entry extends { at: string }>(
    list: readonly Entry[],
    texts: (entry: Entry) => readonly (string | null | undefined)[],
  ): Entry[] =>
    list.filter((entry) => {
      if (!texts(entry).some((text) => text && looksLikeKey(text))) return true;
      refused.push(entryNote(entry.at, "…", "holds_secret"));
      return false;
    });
  const tagTexts = ({ tags }: AccountEntry | RoleEntry) => Object.values(tags ?? {});
  const accounts = kept(entries.accounts, (account) => [account.name, account.ouPath, ...tagTexts(account)]);
  const roles = kept(entries.roles, (role) => [role.label, role.note, role.destination, ...tagTexts(role)]);
  const groups = kept(entries.groups, (group) => [group.name, group.description]);
  return { ...entries, accounts, roles, groups, refused, secretsFound: refused.length };
}
