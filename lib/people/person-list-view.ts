import type { PersonView } from "./person-view.ts";

/** A person as the list of the administration shows them; times are ISO 8601. */
export type PersonListItem = PersonView & {
  lastSeenAt: string | null;
  /** The invitation that waits to be accepted, or null. */
  openInvitation: { id: string; expiresAt: string } | null;
  /** How many groups they are in. */
  groups: number;
};
