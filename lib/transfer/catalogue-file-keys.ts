/** The keys of a catalogue file, in the order in which it is written. */
export const topKeys = ["version", "managed-by", "accounts", "groups", "assignments"] as const;
export const accountKeys = ["id", "partition", "name", "color", "ou", "tags", "source", "roles"] as const;
export const roleKeys = [
  "name",
  "arn",
  "label",
  "color",
  "region",
  "destination",
  "max-duration",
  "note",
  "tags",
  "source",
  "external-id",
  "requires-mfa",
  "requires-second-factor",
  "bind-address",
  "source-identity",
  "session-name",
  "session-policy",
  "session-policy-arns",
  "session-tags",
  "send-tags",
] as const;
export const groupKeys = ["name", "description", "claim", "members"] as const;
export const assignmentKeys = [
  "group",
  "person",
  "role",
  "account",
  "partition",
  "role-name",
  "tag",
  "console",
  "credentials",
  "max-duration",
  "from",
  "until",
  "reason-required",
] as const;

/** AWS's names for what `credential_source` takes, and the portal's kinds. */
export const credentialSources = {
  Environment: "environment",
  Ec2InstanceMetadata: "instance_metadata",
  EcsContainer: "container",
} as const;
