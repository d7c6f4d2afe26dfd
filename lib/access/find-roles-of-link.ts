import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import { listPickerRoles } from "./list-picker-roles.ts";
import type { PickerRole } from "./picker-role.ts";

const FindRolesOfLinkInput = z.object({
  account_id: z.string().regex(/^\d{12}$/),
  role_name: z.string().min(1).max(64).optional(),
});

/** What a link made for Identity Center names, and the viewer's roles that it fits; null when it names no account. */
export type RolesOfLink = { accountId: string; roleName: string | null; roles: PickerRole[] } | null;

/**
 * Which roles of the viewer's a link means, `account_id=…&role_name=…` as Identity Center writes it. Where several
 * roles of an account have one name, those that open the console count alone, if there are any.
 */
export async function findRolesOfLink(viewer: Viewer, query: unknown): Promise<RolesOfLink> {
  const asked = FindRolesOfLinkInput.safeParse(query);
  if (!asked.success) return null;
  const { account_id: accountId, role_name: roleName = null } = asked.data;
  const named = (await listPickerRoles(viewer)).filter(
    (role) => role.accountId === accountId && (roleName === null || role.roleName === roleName),
  );
  const opening = named.filter((role) => role.console !== null);
  return { accountId, roleName, roles: opening.length === 0 ? named : opening };
}
