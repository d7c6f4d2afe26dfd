import type { PickerRole } from "#lib/access/picker-role.ts";

export type Placed = { role: PickerRole; position: number };

/** The position that puts a newly pinned role after the last. */
export function lastPosition(roles: readonly PickerRole[]): number {
  return roles.reduce((last, role) => Math.max(last, positionOf(role)), 0) + 1;
}

/**
 * The writes that bring a role to a place of its list, the first being 0: one between its new neighbours; where no
 * number lies between them, one for each role that stands elsewhere than it should. None where it stands there.
 * @param roles pins or a folder, in their order
 */
export function placedAt(roles: readonly PickerRole[], roleId: string, to: number): Placed[] {
  const at = roles.findIndex((role) => role.id === roleId);
  const role = roles[at];
  const place = Math.min(Math.max(to, 0), roles.length - 1);
  if (role === undefined || place === at) return [];
  const others = roles.filter((other) => other !== role);
  const before = others[place - 1];
  const after = others[place];
  const low = before === undefined ? Number.NEGATIVE_INFINITY : positionOf(before);
  const high = after === undefined ? Number.POSITIVE_INFINITY : positionOf(after);
  const between = before === undefined ? high - 1 : after === undefined ? low + 1 : low + (high - low) / 2;
  if (between > low && between < high) return [{ role, position: between }];
  return others
    .toSpliced(place, 0, role)
    .map((one, n) => ({ role: one, position: n + 1 }))
    .filter((one) => positionOf(one.role) !== one.position);
}

const positionOf = (role: PickerRole) => role.bookmark?.position ?? 0;
