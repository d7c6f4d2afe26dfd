import { profileName } from "#lib/credentials/profile-name.ts";
import { uniqueProfileNames } from "#lib/credentials/unique-profile-names.ts";

/**
 * Gives each role a profile name of its own, in the order asked: a slug that needs no quoting anywhere, with the
 * account id or a number where two would be the same.
 * @param taken names that must stay another's
 */
export function profileNames(taken: readonly string[]) {
  const unique = uniqueProfileNames(taken);
  return (role: { accountName: string; accountId: string; roleName: string }): string =>
    unique(profileName(role.accountName, role.roleName), role.accountId);
}
