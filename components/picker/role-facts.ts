import type { PickerRole } from "#lib/access/picker-role.ts";

/** The person's own name for the role, else the account's. */
export function roleTitle(role: PickerRole): string {
  return role.bookmark?.alias ?? role.accountName;
}

/** What the role is called: its label, else its name in AWS. */
export function roleLabel(role: PickerRole): string {
  return role.label || role.roleName;
}

/** The person's colour, else the role's, else the account's. */
export function roleColor(role: PickerRole): string {
  return role.bookmark?.color ?? role.color ?? role.accountColor;
}

/** The region that this person's sessions start in, or null. */
export function roleRegion(role: PickerRole): string | null {
  return role.bookmark?.region ?? role.region;
}

/** The person's note, else the role's; may be empty. */
export function roleNote(role: PickerRole): string {
  return role.bookmark?.note ?? role.note;
}

/** The session length to begin with, in seconds: the person's own, else an hour, within what AWS grants. */
export function startSeconds(role: PickerRole): number {
  return Math.min(role.bookmark?.durationSeconds ?? 3600, role.maxDurationSeconds);
}
