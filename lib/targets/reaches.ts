import { matchesPattern } from "#lib/policies/matches-pattern.ts";

/** A role as targets look at it. */
export type ReachableRole = {
  id: string;
  /** The id of its account in the catalogue. */
  awsAccountId: string;
  roleName: string;
  /** Its account's tags and its own, which win. */
  tags: Readonly<Record<string, string>>;
};

/** What a target says, as it is stored. */
export type TargetTerms = {
  roleId: string | null;
  awsAccountId: string | null;
  roleNamePattern: string | null;
  tagKey: string | null;
  tagValue: string | null;
};

/**
 * Whether a target reaches a role: it names the role, or everything it says fits. A target that says nothing reaches
 * nothing. Case counts, as in IAM's policies.
 */
export function reaches(target: TargetTerms, role: ReachableRole): boolean {
  if (target.roleId !== null) return target.roleId === role.id;
  const { awsAccountId, roleNamePattern, tagKey, tagValue } = target;
  if (awsAccountId === null && roleNamePattern === null && tagKey === null) return false;
  if (awsAccountId !== null && awsAccountId !== role.awsAccountId) return false;
  if (tagKey !== null && (!Object.hasOwn(role.tags, tagKey) || role.tags[tagKey] !== tagValue)) return false;
  return roleNamePattern === null || matchesPattern(roleNamePattern, role.roleName);
}

/** An account's tags with a role's own laid over them, from their stored JSON. */
export function effectiveTags(accountTags: string, roleTags: string): Record<string, string> {
  return { ...readTagMap(accountTags), ...readTagMap(roleTags) };
}

/** Tags are stored as a JSON object of strings; anything else is no tag. */
export function readTagMap(json: string): Record<string, string> {
  const value: unknown = JSON.parse(json);
  if (value === null || typeof value !== "object") return {};
  // Entries, so that a tag named `__proto__` is a tag like any other; a plain object, for pages take no others.
  return Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)]));
}
