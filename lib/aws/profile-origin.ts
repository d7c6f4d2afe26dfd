import type { Profile, Profiles } from "./read-profiles.ts";

/** Where a profile's credentials begin. */
export type ProfileOrigin =
  | { kind: "keys" | "web_identity" | "credential_process" | "sso" | "login" }
  | { kind: "environment" | "instance_metadata" | "container" }
  | { kind: "fault"; reason: string };

const credentialSources: ReadonlyMap<string | undefined, ProfileOrigin> = new Map([
  ["Environment", { kind: "environment" }],
  ["Ec2InstanceMetadata", { kind: "instance_metadata" }],
  ["EcsContainer", { kind: "container" }],
] as const);

/**
 * Follows a profile through its `source_profile`s to where the credentials begin, as the SDK would, or to what keeps
 * it from giving any. A reason is made of AWS's setting names only.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export function profileOrigin(
  profiles: Profiles,
  name: string,
  visited: readonly string[] = [],
): ProfileOrigin {
  const profile = profiles.byName.get(name);
  if (!profile) return fault("source_profile missing");
  const has = (setting: string) => Boolean(profile[setting]);
  const keys = hasKeys(profile);
  // Keys beside a role_arn are the role's source where the profile is another's source_profile, or its own.
  if (keys && visited.length > 0) return { kind: "keys" };
  if (has("role_arn") && !has("web_identity_token_file")) {
    const origin = assumedFrom(profiles, profile, [...visited, name], keys);
    if (origin) return origin;
  }
  // The SDK takes credential_source without role_arn on the way of a chain only.
  if (visited.length > 0 && has("credential_source")) return namedSource(profile);
  if (keys) return { kind: "keys" };
  if (has("aws_access_key_id") || has("aws_secret_access_key")) return fault("partial credentials");
  if (has("web_identity_token_file"))
    return has("role_arn") ? { kind: "web_identity" } : fault("role_arn missing");
  if (has("credential_process")) return { kind: "credential_process" };
  if (Object.keys(profile).some((setting) => setting.startsWith("sso_"))) return { kind: "sso" };
  if (has("login_session")) return { kind: "login" };
  if (has("credential_source")) return fault("role_arn missing");
  return fault("no credentials");
}

function assumedFrom(
  profiles: Profiles,
  profile: Profile,
  visited: readonly string[],
  keys: boolean,
): ProfileOrigin | null {
  const { source_profile: next, credential_source: named, mfa_serial: mfa } = profile;
  if (next && named) return fault("source_profile and credential_source");
  if (mfa && (next || named)) return fault("mfa_serial");
  if (named) return namedSource(profile);
  if (!next) return keys ? null : fault("source_profile missing");
  // A profile may come back to one with keys, such as to itself: the keys are the end of the chain.
  if (visited.includes(next) && !hasKeys(profiles.byName.get(next))) return fault("source_profile loops");
  return profileOrigin(profiles, next, visited);
}

function hasKeys(profile: Profile | undefined): boolean {
  return Boolean(profile?.["aws_access_key_id"] && profile["aws_secret_access_key"]);
}

function namedSource(profile: Profile): ProfileOrigin {
  return credentialSources.get(profile["credential_source"]) ?? fault("credential_source unknown");
}

function fault(reason: string): ProfileOrigin {
  return { kind: "fault", reason };
}
