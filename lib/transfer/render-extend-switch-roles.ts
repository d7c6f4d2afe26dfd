import { quoteIni } from "#lib/credentials/credentials-file.ts";
import type { ExportedRole } from "./exported-role.ts";
import { ownComment } from "./own-comments.ts";
import { plainLine } from "./plain-line.ts";

/**
 * The roles as the browser extension AWS Extend Switch Roles takes them. It knows no ExternalId and no chains: its
 * roles are switched to by whoever is signed in to the console. A name that is there twice gets its account's before
 * it, or a number; brackets, `;` and `#`, which the extension would end it at, become others.
 * https://github.com/tilfinltd/aws-extend-switch-roles#configuration
 * @throws CredentialsRenderError when an ARN or region cannot stand in such a file
 */
export function renderExtendSwitchRoles(roles: readonly ExportedRole[]): string {
  const nameFor = sectionNames(roles);
  return roles
    .map((role) => {
      // What is before such a sign would be another role's ARN.
      if (/[;#]/.test(role.arn)) return `; left out, for its path: ${quoteIni(role.arn)}\n`;
      const lines = [
        `[${nameFor(role)}]`,
        ownComment(";", "account", role.accountName),
        ...(role.label === "" ? [] : [ownComment(";", "label", role.label)]),
        `role_arn = ${quoteIni(role.arn)}`,
      ];
      if (role.color !== null && /^#[0-9a-f]{6}$/i.test(role.color))
        lines.push(`color = ${role.color.slice(1).toLowerCase()}`);
      if (role.region !== null) lines.push(`region = ${quoteIni(role.region)}`);
      const folder = sectionText(role.folder ?? "");
      if (folder !== "") lines.push(`group = ${folder}`);
      return `${lines.join("\n")}\n`;
    })
    .join("\n");
}

function sectionNames(roles: readonly ExportedRole[]): (role: ExportedRole) => string {
  const wanted = (role: ExportedRole) =>
    sectionText(role.alias || role.label || role.roleName) || role.roleName;
  const count = new Map<string, number>();
  for (const role of roles) count.set(wanted(role), (count.get(wanted(role)) ?? 0) + 1);
  const used = new Set<string>();
  return (role) => {
    const alone = count.get(wanted(role)) === 1;
    const plain = alone
      ? wanted(role)
      : `${sectionText(role.accountName) || role.accountId} / ${wanted(role)}`;
    let name = plain;
    for (let at = 2; used.has(name); at++) name = `${plain} (${at})`;
    used.add(name);
    return name;
  };
}

// A name that begins as profiles do would lose that; blanks are read as one.
function sectionText(text: string): string {
  const plain = plainLine(text)
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replaceAll(";", ",")
    .replaceAll("#", "＃")
    .replace(/\s+/g, " ")
    .trim();
  return plain.replace(/^(profile|sso-session|services) /i, "$1: ");
}
