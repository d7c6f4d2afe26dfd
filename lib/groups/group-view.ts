/** People who are assigned roles together, as owners, admins and auditors see them; times are ISO 8601. */
export type GroupView = {
  id: string;
  name: string;
  description: string;
  /** The value of the groups claim whose people are members, or null. */
  claim: string | null;
  /** The catalogue file that owns it, or null. */
  managedBy: string | null;
  /** How many people are in it. Whoever is both by hand and by the claim counts in both, and once in `total`. */
  members: { total: number; byHand: number; byClaim: number };
  /** How many assignments are the group's. */
  assignments: number;
  createdAt: string;
};

/** A person in a group, and why they are: put there by hand, by the groups claim, or both. */
export type GroupMemberView = {
  id: string;
  name: string;
  email: string;
  disabled: boolean;
  byHand: boolean;
  byClaim: boolean;
  /** Since when they are in it. */
  since: string;
};

/** A group with the first of its people by name, 2,000 at most. */
export type GroupDetail = { group: GroupView; members: GroupMemberView[] };

/** A value of the groups claim that people brought at their last sign-in. */
export type ClaimView = {
  claim: string;
  /** How many people brought it. */
  people: number;
  /** The group that takes them in, or null. */
  group: { id: string; name: string } | null;
};
