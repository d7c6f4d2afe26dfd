import type { PickerRole } from "#lib/access/picker-role.ts";

/** The position that puts a newly pinned role after the last. */
export function lastPosition(pinned: readonly PickerRole[]): number {
  return Math.max(0, ...pinned.map((role) => role.bookmark?.position ?? 0)) + 1;
}

/**
 * The position that moves a pinned role one place up or down, between its new neighbours, so that one write is
 * enough; null when there is no such place.
 */
export function movedPosition(pinned: readonly PickerRole[], roleId: string, step: -1 | 1): number | null {
  const at = pinned.findIndex((role) => role.id === roleId);
  const near = pinned[at + step]?.bookmark?.position;
  if (at === -1 || near === undefined) return null;
  const far = pinned[at + 2 * step]?.bookmark?.position;
  return far === undefined ? near + step : (near + far) / 2;
}
