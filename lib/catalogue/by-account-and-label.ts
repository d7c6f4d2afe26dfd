type Named = { id: string; label: string; account: { name: string } };

/**
 * Roles in the order in which people read them. The database gives those of many ids in parts, and refuses to sort
 * more than a thousand of them by something of their account.
 */
export function byAccountAndLabel<Role extends Named>(roles: readonly Role[]): Role[] {
  return [...roles].sort(
    (one, other) =>
      compare(one.account.name, other.account.name) ||
      compare(one.label, other.label) ||
      compare(one.id, other.id),
  );
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
