/** Every way that a role is written down for keys of one's own; the names are those of the API. */
export const ownKeysKinds = [
  "config-source-profile",
  "config-environment",
  "config-instance-metadata",
  "config-container",
  "codecommit",
  "codecommit-undo",
  "boto3",
  "javascript",
] as const;

export type OwnKeysKind = (typeof ownKeysKinds)[number];

/**
 * The kinds that can work for a role. Where it demands MFA, an instance and a task are of no use: nobody types a code
 * for them. Keys in the environment may come from GetSessionToken, which carries the code along.
 */
export function kindsFor(role: { requiresMfa: boolean }): readonly OwnKeysKind[] {
  return ownKeysKinds.filter(
    (kind) => !(role.requiresMfa && (kind === "config-instance-metadata" || kind === "config-container")),
  );
}
