import { profileNameOf } from "#lib/credentials/profile-name.ts";
import { uniqueProfileNames } from "#lib/credentials/unique-profile-names.ts";
import { type NameTemplate, variableOf } from "./name-template.ts";
import type { NamedRole, TerminalRole } from "./terminal-role.ts";

/**
 * Names each role by the template: slugs that need no quoting anywhere, each another, none `default`. Roles with an
 * id, account or name that AWS and this portal give none of are left out, so that whatever is written of the others
 * holds nothing that a file or a shell could take for something else.
 */
export function nameRoles(roles: readonly TerminalRole[], template: NameTemplate): NamedRole[] {
  const unique = uniqueProfileNames(["default"]);
  return roles.filter(isWritable).map((role) => {
    const parts = template.map((part) =>
      "text" in part ? part.text : { value: variableOf(role, part.variable) },
    );
    return { ...role, profile: unique(profileNameOf(parts), role.accountId) };
  });
}

// Role names: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
function isWritable({ id, accountId, roleName, region }: TerminalRole): boolean {
  return (
    /^[\w-]{1,64}$/.test(id) &&
    /^\d{12}$/.test(accountId) &&
    /^[\w+=,.@-]{1,64}$/.test(roleName) &&
    (region === null || isRegion(region))
  );
}

/** Whether a text can be a region's id: `eu-west-1`. */
export function isRegion(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);
}
