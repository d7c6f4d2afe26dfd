import type { PersonView } from "./person-view.ts";

/** A person as their own page shows them; times are ISO 8601. */
export type PersonDetail = PersonView & {
  lastSeenAt: string | null;
  groups: readonly { id: string; name: string; byHand: boolean; byClaim: boolean }[];
};
