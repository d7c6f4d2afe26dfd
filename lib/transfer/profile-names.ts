import { profileName } from "#lib/credentials/profile-name.ts";

/**
 * Gives each role a profile name of its own, in the order asked: a slug that needs no quoting anywhere, with the
 * account id or a number where two would be the same.
 * @param taken names that must stay another's
 */
export function profileNames(taken: readonly string[]) {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return (role: { accountName: string; accountId: string; roleName: string }): string => {
    const plain = profileName(role.accountName, role.roleName);
    const withAccount = `${plain}-${role.accountId}`;
    let name = used.has(plain) ? withAccount : plain;
    for (let count = 2; used.has(name); count++) name = `${withAccount}-${count}`;
    used.add(name);
    return name;
  };
}
