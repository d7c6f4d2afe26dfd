import type { PickerRole, PickerUse } from "#lib/access/picker-role.ts";

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

/** The one of the role's uses whose sessions last longer, or null when it has none. */
export function longestUse({ console, credentials }: PickerRole): PickerUse | null {
  if (console === null || credentials === null) return console ?? credentials;
  return console.maxDurationSeconds > credentials.maxDurationSeconds ? console : credentials;
}

/** The session length to begin with, in seconds: the person's own, else an hour, within what AWS grants. */
export function startSeconds(role: PickerRole, use: PickerUse | null): number {
  return Math.min(role.bookmark?.durationSeconds ?? 3600, use?.maxDurationSeconds ?? 3600);
}
