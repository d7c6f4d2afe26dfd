import type { TargetView } from "#lib/targets/target-view.ts";

/** Whom something is assigned to: one person, or everybody in a group. */
export type PrincipalView =
  | { kind: "person"; id: string; name: string; email: string; disabled: boolean }
  | { kind: "group"; id: string; name: string; members: number };

/** Principal × target, as owners, admins and auditors see it; times are ISO 8601. */
export type AssignmentView = {
  id: string;
  principal: PrincipalView;
  target: TargetView;
  console: boolean;
  credentials: boolean;
  maxDurationSeconds: number | null;
  startsAt: string | null;
  expiresAt: string | null;
  requiresReason: boolean;
  /** The catalogue file that owns it, or null. */
  managedBy: string | null;
  createdAt: string;
};
