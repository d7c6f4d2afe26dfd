import { element } from "../sts/xml.ts";
import { uniqueId } from "../vault.ts";
import { nameOf, type WorldRole } from "../world.ts";

// Roles have no history here: one date for all keeps answers the same from run to run.
const CREATED = "2026-01-05T09:00:00Z";

/** What IAM says of a role wherever it lists one. Tags are told by GetRole and ListRoleTags alone. */
export function roleElements(role: WorldRole): string {
  return [
    element("Path", pathOf(role.arn)),
    element("RoleName", nameOf(role.arn)),
    element("RoleId", uniqueId("AROA", role.arn)),
    element("Arn", role.arn),
    element("CreateDate", CREATED),
    // Policies in IAM's answers are percent-encoded as of RFC 3986.
    element("AssumeRolePolicyDocument", encodeURIComponent(JSON.stringify(role.trust))),
    element("Description", role.description),
    element("MaxSessionDuration", role.maxSessionDuration),
  ].join("");
}

export function tagElements(tags: Record<string, string>): string {
  const members = Object.entries(tags).map(
    ([key, value]) => `<member>${element("Key", key)}${element("Value", value)}</member>`,
  );
  return members.length === 0 ? "" : `<Tags>${members.join("")}</Tags>`;
}

/** `/` or `/teams/web/`. */
export function pathOf(arn: string): string {
  return arn.slice(arn.indexOf(":role/") + ":role".length, arn.lastIndexOf("/") + 1);
}
