import type { AwsProfile } from "./aws-config-profiles.ts";
import type { SourceEntry } from "./entries-view.ts";
import type { Note } from "./entry-notes.ts";
import type { EntryReason } from "./entry-reasons-view.ts";
import { plainLine, shortened } from "./plain-line.ts";
import { roleByArn } from "./written-role.ts";

export type AwsConfigSource = { ok: true; source?: SourceEntry } | { ok: false; reason: EntryReason };

const credentialSources: ReadonlyMap<string, SourceEntry> = new Map([
  ["environment", { kind: "environment" }],
  ["ec2instancemetadata", { kind: "instance_metadata" }],
  ["ecscontainer", { kind: "container" }],
]);

/**
 * Who assumes the role of a profile, as botocore finds it: a source profile with a role of its own is a chain, unless
 * it holds keys, which are taken first; a profile may name itself when it holds keys.
 * https://github.com/boto/botocore/blob/develop/botocore/credentials.py, AssumeRoleProvider
 * @param sources what stands for profiles with keys, by name
 */
export function awsConfigSource(
  profile: AwsProfile,
  profiles: ReadonlyMap<string, AwsProfile>,
  sources: Readonly<Record<string, SourceEntry>>,
  note: Note,
): AwsConfigSource {
  const sourceProfile = profile.settings.get("source_profile") || undefined;
  const credentialSource = profile.settings.get("credential_source") || undefined;
  if (sourceProfile !== undefined && credentialSource !== undefined)
    return { ok: false, reason: "two_sources" };
  if (credentialSource !== undefined) {
    const source = credentialSources.get(credentialSource.toLowerCase());
    if (source === undefined) return { ok: false, reason: "credential_source_unknown" };
    return profile.comments.ours ? { ok: true } : { ok: true, source };
  }
  if (sourceProfile === undefined) {
    if (profile.settings.has("web_identity_token_file")) note("web_identity_not_taken");
    else note("source_missing");
    return { ok: true, source: { kind: "none" } };
  }
  const source = profiles.get(sourceProfile);
  const shown = shortened(plainLine(sourceProfile), 100);
  if (source?.settings.has("role_arn") && !holdsKeys(source)) {
    if (source === profile) return { ok: false, reason: "source_loop" };
    const written = roleByArn(source.settings.get("role_arn") ?? "");
    if (!written.ok) return { ok: false, reason: "source_refused" };
    return { ok: true, source: { kind: "through", roleArn: written.role.arn } };
  }
  if (profile.comments.ours) return { ok: true };
  const mapped = Object.hasOwn(sources, sourceProfile) ? sources[sourceProfile] : undefined;
  if (mapped === undefined) note("source_unmapped", { source: shown });
  return { ok: true, source: mapped ?? { kind: "none" } };
}

function holdsKeys({ settings }: AwsProfile): boolean {
  return settings.has("aws_access_key_id") || settings.has("aws_secret_access_key");
}
