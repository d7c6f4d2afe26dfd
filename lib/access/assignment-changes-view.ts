import type { ReachedRole, ReachedUses, ReachingPerson } from "./reach-view.ts";

/** What becomes of one role for one person; null where they do not have it. */
export type RoleChange = { role: ReachedRole; before: ReachedUses | null; after: ReachedUses | null };

/** What becomes of one person's roles: how many, and the first of them. */
export type PersonChange = {
  person: ReachingPerson;
  gained: number;
  lost: number;
  /** Roles that they keep on other terms. */
  changed: number;
  roles: readonly RoleChange[];
};

/** What changing some assignments would do, before anything is written. */
export type AssignmentsPreview = {
  /** Names this preview: applying takes it, and refuses once it would do something else. */
  digest: string;
  /** How many assignments would be made, changed and revoked. */
  added: number;
  changed: number;
  revoked: number;
  /** How many of those asked for are assigned already, and stay as they are. */
  already: number;
  /** How many of those changed or revoked a catalogue file owns. */
  managed: number;
  /** How many of those added begin later. */
  later: number;
  /** How many people gain, lose or keep roles on other terms. */
  people: number;
  /** How often a person gains, loses or keeps a role on other terms. */
  gained: number;
  lost: number;
  kept: number;
  /** The first of the people, by name. */
  changes: readonly PersonChange[];
};
