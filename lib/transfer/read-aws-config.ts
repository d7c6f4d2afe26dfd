import type { PartitionId } from "#lib/partitions/partitions.ts";
import { type AwsProfile, type AwsProfiles, awsConfigProfiles } from "./aws-config-profiles.ts";
import { awsConfigSource } from "./aws-config-source.ts";
import { checkImportText, importMalformed } from "./check-import-text.ts";
import type { AccountEntry, CatalogueEntries, RefusedEntry, RoleEntry, SourceEntry } from "./entries-view.ts";
import { entryNote, type Note } from "./entry-notes.ts";
import type { EntryReason } from "./entry-reasons-view.ts";
import { foundSecrets } from "./found-secrets.ts";
import { isExternalId } from "./is-external-id.ts";
import { plainLine, shortened } from "./plain-line.ts";
import { readRoleFields, readText } from "./read-role-fields.ts";
import { type NamedRole, settleRoles } from "./settle-roles.ts";
import { partitionOfRegion, roleByArn, roleByName } from "./written-role.ts";

export type AwsConfigOptions = {
  /** The text of `~/.aws/credentials`, where it is not part of the other. */
  credentials?: string;
  /** What stands for a profile that holds keys of its own, or that is not in the file, by its name. */
  sources?: Readonly<Record<string, SourceEntry>>;
};

/** The entry of one profile, or why there is none. */
type Outcome = { role: RoleEntry } | { reason: EntryReason; arn?: string };

/**
 * What `~/.aws/config` and `~/.aws/credentials` say about roles: profiles with `role_arn`, and those of IAM Identity
 * Center. Keys are counted and left behind.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 * @throws AppError `import_malformed`
 */
export function readAwsConfig(text: string, options: AwsConfigOptions = {}): CatalogueEntries {
  const texts = [checkImportText("AWS config", text)];
  if (options.credentials?.trim()) texts.push(checkImportText("AWS config", options.credentials));
  const secrets = foundSecrets();
  const all = awsConfigProfiles(texts, secrets);
  if (all.sections === 0) throw importMalformed("AWS config", "no_section");
  const refused: RefusedEntry[] = [...all.refused];
  const notes: RefusedEntry[] = [...all.notes];
  const found: NamedRole[] = [];
  const refusedArns = new Set<string>();
  for (const profile of all.profiles.values()) {
    const note: Note = (reason, details) => notes.push(entryNote(profile.at, profile.name, reason, details));
    const outcome = readProfile(profile, all, options, note);
    if (outcome === null) continue;
    if ("role" in outcome) found.push({ name: profile.name, role: outcome.role });
    else {
      refused.push(entryNote(profile.at, profile.name, outcome.reason));
      if (outcome.arn !== undefined) refusedArns.add(outcome.arn);
    }
  }
  const settled = settleRoles(found, refusedArns);
  return secrets.leaveOut({
    accounts: accountsOf(settled.roles, all),
    roles: settled.roles,
    groups: [],
    assignments: [],
    refused: [...refused, ...settled.refused],
    notes,
  });
}

// role_arn wins over Identity Center's settings, as in botocore's chain of providers.
function readProfile(
  profile: AwsProfile,
  all: AwsProfiles,
  options: AwsConfigOptions,
  note: Note,
): Outcome | null {
  if (profile.settings.has("role_arn")) return readAssumeRole(profile, all, options, note);
  if (profile.settings.has("sso_account_id") && profile.settings.has("sso_role_name"))
    return readPermissionSet(profile, all, note);
  return null;
}

function readAssumeRole(
  profile: AwsProfile,
  all: AwsProfiles,
  options: AwsConfigOptions,
  note: Note,
): Outcome {
  const setting = (key: string) => profile.settings.get(key) || undefined;
  const written = roleByArn(setting("role_arn") ?? "");
  if (!written.ok) return written;
  const { arn, partition } = written.role;
  const externalId = setting("external_id");
  if (externalId !== undefined && !isExternalId(externalId)) return { reason: "external_id_malformed", arn };
  const source = awsConfigSource(profile, all.profiles, options.sources ?? {}, note);
  if (!source.ok) return { reason: source.reason, arn };
  const device = setting("mfa_serial");
  if (device !== undefined) note("mfa_device_not_taken", { device: shortened(plainLine(device), 256) });
  if (setting("role_session_name") !== undefined) note("setting_not_taken", { setting: "role_session_name" });
  return {
    role: {
      at: profile.at,
      arn,
      ...fieldsOf(profile, partition, note),
      ...(source.source && { source: source.source }),
      ...(externalId !== undefined && { externalId }),
      ...(device !== undefined && { requiresMfa: true }),
    },
  };
}

// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
function readPermissionSet(profile: AwsProfile, all: AwsProfiles, note: Note): Outcome {
  const { settings } = profile;
  const sessionName = settings.get("sso_session");
  const session = sessionName ? all.ssoSessions.get(sessionName) : undefined;
  if (sessionName && !session)
    note("sso_session_missing", { session: shortened(plainLine(sessionName), 100) });
  const ssoRegion = session?.get("sso_region") ?? settings.get("sso_region") ?? settings.get("region") ?? "";
  const partition = partitionOfRegion(ssoRegion);
  const roleName = settings.get("sso_role_name") ?? "";
  const accountId = settings.get("sso_account_id") ?? "";
  const written = roleByName(partition, accountId, roleName);
  if (!written.ok) return written;
  const { role } = written;
  note("sso_permission_set", { permissionSet: role.roleName, account: role.accountId });
  return { role: { at: profile.at, arn: role.arn, ...fieldsOf(profile, partition, note) } };
}

function fieldsOf(profile: AwsProfile, partition: PartitionId, note: Note) {
  const { comments, settings, name } = profile;
  const label = comments.step ? undefined : comments.ours ? comments.label : name;
  const region = settings.get("region");
  return readRoleFields(
    partition,
    { label, region, durationSeconds: settings.get("duration_seconds") },
    note,
  );
}

function accountsOf(roles: readonly RoleEntry[], all: AwsProfiles): AccountEntry[] {
  const names = new Map([...all.profiles.values()].map(({ at, comments }) => [at, comments.account]));
  const accounts = new Map<string, AccountEntry>();
  for (const { at, arn } of roles) {
    const written = roleByArn(arn);
    if (!written.ok) continue;
    const { partition, accountId } = written.role;
    const key = `${partition} ${accountId}`;
    const name = readText("name", names.get(at), 100, () => {});
    const known = accounts.get(key);
    if (known === undefined || (known.name === undefined && name !== undefined)) {
      accounts.set(key, { at, partition, accountId, ...(name !== undefined && { name }) });
    }
  }
  return [...accounts.values()];
}
