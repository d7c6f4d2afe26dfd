import type { Viewer } from "#lib/auth/viewer.ts";
import { startUrlOf } from "#lib/clients/start-url.ts";
import { env } from "#lib/env.ts";
import type { TerminalRole } from "#lib/terminal/terminal-role.ts";
import { listPickerRoles } from "./list-picker-roles.ts";
import type { PickerRole } from "./picker-role.ts";
import type { TerminalView } from "./terminal-view.ts";

/** The roles that may give the viewer credentials now, by account and role name, and where this portal is. */
export async function listTerminalRoles(viewer: Viewer): Promise<TerminalView> {
  const { GENKAN_URL: origin } = env();
  const roles = (await listPickerRoles(viewer))
    .filter((role) => role.credentials !== null)
    .map(toTerminalRole);
  return { origin, startUrl: startUrlOf(origin), roles };
}

function toTerminalRole(role: PickerRole): TerminalRole {
  const { id, partition, accountId, accountName, roleName, label, bookmark } = role;
  const asks: TerminalRole["asks"][number][] = [];
  if (role.credentials?.requiresReason) asks.push("reason");
  if (role.requiresMfa) asks.push("mfa");
  if (role.requiresSecondFactor) asks.push("secondFactor");
  return {
    id,
    partition,
    accountId,
    accountName,
    roleName,
    label,
    alias: bookmark?.alias ?? null,
    folder: bookmark?.folder ?? null,
    region: bookmark?.region ?? role.region,
    pinned: bookmark?.pinned ?? false,
    asks,
  };
}
