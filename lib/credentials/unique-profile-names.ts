/**
 * Gives each asked name to one role only, in the order asked: with the account id, and then a number, where two would
 * be the same.
 * @param taken names that must stay another's
 */
export function uniqueProfileNames(taken: readonly string[]) {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return (plain: string, accountId: string): string => {
    const withAccount = `${plain}-${accountId}`;
    let name = used.has(plain) ? withAccount : plain;
    for (let count = 2; used.has(name); count++) name = `${withAccount}-${count}`;
    used.add(name);
    return name;
  };
}
