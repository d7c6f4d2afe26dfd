import { quoteIni } from "#lib/credentials/credentials-file.ts";
import type { OwnKeysRole } from "./own-keys-role.ts";

/**
 * A block for ~/.aws/config of a profile that assumes the role, https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 * @param source lines that say whose keys assume it
 * @param mostSeconds what AWS grants to such keys
 */
export function configBlock(role: OwnKeysRole, source: readonly string[], mostSeconds: number): string {
  const { accountId, roleName, sessionName, externalId, region } = role;
  const seconds = Math.min(role.maxDurationSeconds, mostSeconds);
  const lines = [
    `[profile ${role.profileName}]`,
    `# ${accountId} ${roleName}`,
    `role_arn = ${quoteIni(role.arn)}`,
    `role_session_name = ${quoteIni(sessionName)}`,
    ...(externalId === null ? [] : [`external_id = ${quoteIni(externalId)}`]),
    ...source,
    // An hour is what clients ask for by themselves.
    ...(seconds === 3600 ? [] : [`duration_seconds = ${seconds}`]),
    ...(region === null ? [] : [`region = ${quoteIni(region)}`]),
  ];
  return `${lines.join("\n")}\n`;
}
