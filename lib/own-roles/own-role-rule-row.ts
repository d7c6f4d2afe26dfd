import type { OwnRoleRuleView } from "./own-role-view.ts";

export const ruleColumns = {
  id: true,
  partition: true,
  accountPattern: true,
  roleNamePattern: true,
  source: { select: { id: true, name: true } },
  maxDurationSeconds: true,
  createdAt: true,
} as const;

/** The view of a rule's row. */
export function toRuleView(row: Omit<OwnRoleRuleView, "createdAt"> & { createdAt: Date }): OwnRoleRuleView {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
