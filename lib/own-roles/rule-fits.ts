import type { RoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { matchesPattern } from "#lib/policies/matches-pattern.ts";

export type OwnRoleTerms = { partition: string; accountPattern: string; roleNamePattern: string };

/**
 * Whether a rule lets a role be added. A pattern without a slash fits roles without a path only: `Dev*` is not meant
 * to let in `/service-role/Dev`. One with a slash is held against path and name together.
 */
export function ruleFits(
  rule: OwnRoleTerms,
  role: Pick<RoleReference, "partition" | "accountId" | "roleName" | "rolePath">,
): boolean {
  if (rule.partition !== role.partition || !matchesPattern(rule.accountPattern, role.accountId)) return false;
  if (rule.roleNamePattern.includes("/"))
    return matchesPattern(
      rule.roleNamePattern.replace(/^\//, ""),
      `${role.rolePath.slice(1)}${role.roleName}`,
    );
  return role.rolePath === "/" && matchesPattern(rule.roleNamePattern, role.roleName);
}

/** How long a session of a role that a rule lets in may be, in seconds. */
export function longestOwnSession({ maxDurationSeconds }: { maxDurationSeconds: number | null }): number {
  return maxDurationSeconds ?? 3600;
}
