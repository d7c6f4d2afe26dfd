import type { ListPage } from "#lib/lists/list-view.ts";
import type { TargetView } from "#lib/targets/target-view.ts";

/** By what an assignment is a person's: as themselves, or as a member of a group, put there by hand, by claim or both. */
export type ReachedThrough =
  | { kind: "person" }
  | { kind: "group"; id: string; name: string; byHand: boolean; byClaim: boolean };

/** One assignment that leads, has led or will lead from a person to a role; times are ISO 8601. */
export type ReachPath = {
  assignmentId: string;
  through: ReachedThrough;
  target: TargetView;
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  requiresReason: boolean;
  startsAt: string | null;
  expiresAt: string | null;
  state: "now" | "not_begun" | "ended";
};

/** What assignments come to together, for one use. */
export type ReachedUse = {
  /** The longest session they and the role allow, in seconds, asked for without a reason where none is required. */
  maxDurationSeconds: number;
  /** The longest when a reason is given, where that is longer. */
  withReasonSeconds: number | null;
  requiresReason: boolean;
  /** When the last of the assignments that give it ends, or null while one does not. */
  endsAt: string | null;
};

/** What a person may do with a role now. */
export type ReachedUses = {
  console: ReachedUse | null;
  credentials: ReachedUse | null;
  /** When the last of the assignments ends, or null while one does not. */
  endsAt: string | null;
};

/** A role in answers about who reaches it. */
export type ReachedRole = {
  id: string;
  arn: string;
  label: string;
  roleName: string;
  /** Twelve digits. */
  accountId: string;
  accountName: string;
  /** The role's own colour or its account's, `#rrggbb`. */
  color: string;
  /** Whether a member added it for themselves alone. */
  own: boolean;
};

/** A person in answers about what they reach. */
export type ReachingPerson = { id: string; name: string; email: string };

/** Why somebody reaches nothing, whatever is assigned to them. */
export type ReachObstacle = "disabled" | "auditor" | "own_role";

/** Why a person has a role, or why not. */
export type ReachExplanation = {
  person: ReachingPerson;
  role: ReachedRole;
  /** What keeps every assignment from giving anything. */
  obstacles: readonly ReachObstacle[];
  /** Assignments in force that reach the role: without obstacles they give it. */
  giving: readonly ReachPath[];
  /** Assignments that would reach it, but have not begun or have ended. */
  notNow: readonly ReachPath[];
  /** Null when the role is not reached. */
  effective: ReachedUses | null;
};

/** What a person reaches, one role a row. */
export type ReachedRoleRow = { role: ReachedRole; paths: readonly ReachPath[] } & ReachedUses;

/** A page of what a person reaches. */
export type ReachOfPerson = {
  person: ReachingPerson;
  obstacles: readonly ReachObstacle[];
} & ListPage<ReachedRoleRow>;

/** Who reaches a role, one person a row. */
export type ReachingPersonRow = { person: ReachingPerson; paths: readonly ReachPath[] } & ReachedUses;

/** A page of who reaches a role. */
export type ReachOfRole = { role: ReachedRole } & ListPage<ReachingPersonRow>;

/** Roles that fit a target: how many, and the first of them. */
export type FittingRoles = { total: number; roles: readonly ReachedRole[] };

/** Something in a picture of reach, with what it stands for. */
export type PictureNode = {
  id: string;
  kind: "person" | "themselves" | "group" | "target" | "account" | "role" | "more";
  /** Empty where the kind says it all. */
  label: string;
  /** Of a target, for its words. */
  target: TargetView | null;
  /** Roles behind it in a person's picture, people in a role's; of `more`, how many were left out. */
  count: number;
};

/** Who reaches what as layers from people at the left to accounts or a role at the right. */
export type ReachPicture = {
  columns: readonly {
    kind: "people" | "groups" | "targets" | "accounts" | "role";
    nodes: readonly PictureNode[];
  }[];
  edges: readonly { from: string; to: string }[];
};
