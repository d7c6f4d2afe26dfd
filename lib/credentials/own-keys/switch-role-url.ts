import type { OwnKeysRole } from "./own-keys-role.ts";

/**
 * The console's own switch-role page, filled in, for people who are signed in to the console with a user of theirs.
 * The console adds displayName (at most 64 characters) and color (without #) to the links that it makes itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
 */
export function switchRoleUrl(role: OwnKeysRole): string {
  const query = new URLSearchParams({
    account: role.accountId,
    roleName: role.arn.slice(role.arn.indexOf(":role/") + ":role/".length),
  });
  const displayName = shorten(role.displayName);
  if (displayName !== "") query.set("displayName", displayName);
  if (role.color !== null) query.set("color", role.color.slice(1).toLowerCase());
  return `https://${role.partition.signinHost}/switchrole?${query}`;
}

// Characters that are not seen are left out, and a character is never cut in half.
function shorten(text: string): string {
  const seen = text.replace(/\p{C}/gu, " ").replace(/\s+/g, " ").trim();
  let name = "";
  for (const character of seen) {
    if (name.length + character.length > 64) break;
    name += character;
  }
  return name.trim();
}
