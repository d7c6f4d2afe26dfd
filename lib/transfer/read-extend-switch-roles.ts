import type { RoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { checkImportText, importMalformed } from "./check-import-text.ts";
import type { AccountEntry, CatalogueEntries, RefusedEntry, RoleEntry, SourceEntry } from "./entries-view.ts";
import { entryNote, type Note, sectionPlace } from "./entry-notes.ts";
import type { EntryReason } from "./entry-reasons-view.ts";
import { foundSecrets } from "./found-secrets.ts";
import { type OwnComments, readOwnComments } from "./own-comments.ts";
import { plainLine, shortened } from "./plain-line.ts";
import { type IniSection, readIni } from "./read-ini.ts";
import { readRoleFields, readText } from "./read-role-fields.ts";
import { type NamedRole, settleRoles } from "./settle-roles.ts";
import { partitionOfRegion, roleByArn, roleByName, type WrittenRole } from "./written-role.ts";

export type ExtendSwitchRolesOptions = {
  /** What stands for a base account, which people sign in to, by its section's name. */
  sources?: Readonly<Record<string, SourceEntry>>;
};

type Profile = {
  name: string;
  at: string;
  settings: ReadonlyMap<string, string>;
  comments: OwnComments;
};

/**
 * What the browser extension AWS Extend Switch Roles is configured with: target roles, which may take their role name
 * and region from the base account that they name as `source_profile`. A base account that is itself entered by a role
 * makes a chain. Images and groups have no place in the catalogue; the preview says so.
 * https://github.com/tilfinltd/aws-extend-switch-roles#configuration
 * @throws AppError `import_malformed`
 */
export function readExtendSwitchRoles(
  text: string,
  options: ExtendSwitchRolesOptions = {},
): CatalogueEntries {
  const secrets = foundSecrets();
  const ini = readIni(checkImportText("AWS Extend Switch Roles", text), "switch-roles");
  if (ini.sections.length === 0) throw importMalformed("AWS Extend Switch Roles", "no_section");
  for (const text of ini.unread) secrets.lookThrough(text);
  const refused: RefusedEntry[] = [
    ...ini.outside.map((line) => entryNote(`line ${line}`, "", "outside_section")),
    ...ini.open.map((line) => entryNote(`line ${line}`, "", "section_open")),
  ];
  const notes: RefusedEntry[] = [];
  const profiles = ini.sections.map((section) => {
    for (const { key, value } of section.settings) secrets.look(key, value);
    for (const line of section.unreadable)
      refused.push(entryNote(`line ${line}`, sectionPlace(section.header), "line_unreadable"));
    return profileOf(section, notes);
  });
  // The extension looks a base account up by name; of two, the first.
  const byName = new Map([...profiles].reverse().map((profile) => [profile.name, profile]));
  const found: NamedRole[] = [];
  const accounts = new Map<string, AccountEntry>();
  for (const profile of profiles) {
    const note: Note = (reason, details) => notes.push(entryNote(profile.at, profile.name, reason, details));
    for (const setting of ["image", "group", "single_sign_on"])
      if (profile.settings.has(setting)) note("setting_not_taken", { setting });
    const reference = referenceOf(profile, byName);
    if (reference.kind === "refused") refused.push(entryNote(profile.at, profile.name, reference.reason));
    else if (reference.kind === "base") addAccount(accounts, profile, reference.accountId, note);
    else {
      const { role } = reference;
      const account = profile.comments.account;
      if (account !== undefined) addAccount(accounts, profile, role.accountId, note, role, account);
      found.push({ name: profile.name, role: roleOf(profile, role, byName, options.sources ?? {}, note) });
    }
  }
  const settled = settleRoles(found);
  return secrets.leaveOut({
    accounts: [...accounts.values()],
    roles: settled.roles,
    groups: [],
    assignments: [],
    refused: [...refused, ...settled.refused],
    notes,
  });
}

function profileOf(section: IniSection, notes: RefusedEntry[]): Profile {
  const name = section.header.replace(/^profile\s+/i, "");
  const at = sectionPlace(section.header);
  const settings = new Map<string, string>();
  for (const { key, value } of section.settings) {
    if (settings.has(key)) notes.push(entryNote(at, name, "setting_repeated", { setting: key }));
    settings.set(key, value);
  }
  return { name, at, settings, comments: readOwnComments(section.comments) };
}

type Reference =
  | { kind: "role"; role: RoleReference }
  | { kind: "base"; accountId: string }
  | { kind: "refused"; reason: EntryReason };

function referenceOf({ settings }: Profile, byName: ReadonlyMap<string, Profile>): Reference {
  const base = byName.get(settings.get("source_profile") ?? "");
  const arn = settings.get("role_arn");
  const accountId = settings.get("aws_account_id") ?? "";
  const default_ = base?.settings.get("target_role_name") ?? base?.settings.get("target_role");
  const roleName = settings.get("role_name") ?? default_;
  if (arn !== undefined) return checked(roleByArn(arn));
  if (roleName !== undefined) {
    const partition = partitionOfRegion(settings.get("region") ?? base?.settings.get("target_region") ?? "");
    return checked(roleByName(partition, accountId, roleName));
  }
  if (settings.has("source_profile") || accountId === "") return { kind: "refused", reason: "role_missing" };
  // Whether the digits are an account's is asked as a role's are.
  const account = roleByName("aws", accountId, "role");
  return account.ok ? { kind: "base", accountId: account.role.accountId } : checked(account);
}

function checked(written: WrittenRole): Reference {
  return written.ok ? { kind: "role", role: written.role } : { kind: "refused", reason: written.reason };
}

function roleOf(
  profile: Profile,
  role: RoleReference,
  byName: ReadonlyMap<string, Profile>,
  sources: Readonly<Record<string, SourceEntry>>,
  note: Note,
): RoleEntry {
  const { settings, comments } = profile;
  const base = settings.get("source_profile");
  const fields = readRoleFields(
    role.partition,
    {
      label: comments.label || profile.name,
      color: settings.get("color"),
      region: settings.get("region") ?? byName.get(base ?? "")?.settings.get("target_region"),
    },
    note,
  );
  const source = base === undefined ? undefined : sourceOf(base, byName, sources, note);
  return { at: profile.at, arn: role.arn, ...fields, ...(source && { source }) };
}

function sourceOf(
  name: string,
  byName: ReadonlyMap<string, Profile>,
  sources: Readonly<Record<string, SourceEntry>>,
  note: Note,
): SourceEntry {
  const base = byName.get(name);
  const reference = base && referenceOf(base, byName);
  if (reference?.kind === "role") return { kind: "through", roleArn: reference.role.arn };
  const mapped = Object.hasOwn(sources, name) ? sources[name] : undefined;
  if (mapped === undefined) note("source_unmapped", { source: shortened(plainLine(name), 100) });
  return mapped ?? { kind: "none" };
}

function addAccount(
  accounts: Map<string, AccountEntry>,
  profile: Profile,
  accountId: string,
  note: Note,
  role?: RoleReference,
  written = profile.name,
): void {
  const partition = role?.partition ?? partitionOfRegion(profile.settings.get("region") ?? "");
  const name = readText("name", written, 100, note);
  const key = `${partition} ${accountId}`;
  if (!accounts.has(key))
    accounts.set(key, { at: profile.at, partition, accountId, ...(name !== undefined && { name }) });
}
