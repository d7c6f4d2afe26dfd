import { configBlock } from "./config-block.ts";
import type { OwnKeysRole } from "./own-keys-role.ts";

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html */
export type CredentialSourceName = "Environment" | "Ec2InstanceMetadata" | "EcsContainer";

/**
 * The role as a profile that keys from the surroundings assume. Nobody is there to type a code, so there is no
 * mfa_serial; and the keys of an instance or a task are a role's, to which AWS grants an hour. Those of the
 * environment may be, so that no more than the hour is asked for there either.
 */
export function renderConfigCredentialSource(role: OwnKeysRole, source: CredentialSourceName): string {
  return configBlock(role, [`credential_source = ${source}`], 3600);
}
