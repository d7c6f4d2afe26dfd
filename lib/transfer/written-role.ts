import {
  parseRoleReference,
  type RoleReference,
  type RoleReferenceCode,
  roleReferenceFromParts,
} from "#lib/catalogue/parse-role-reference.ts";
import { type PartitionId, partitionIds } from "#lib/partitions/partitions.ts";
import { isRegion } from "#lib/partitions/regions.ts";
import type { EntryReason } from "./entry-reasons-view.ts";

/** A role as a file names it, or why it is none. */
export type WrittenRole = { ok: true; role: RoleReference } | { ok: false; reason: EntryReason };

/** A role by its ARN. */
export function roleByArn(arn: string): WrittenRole {
  if (!/^arn:/i.test(arn.trim())) return { ok: false, reason: "role_arn_malformed" };
  return written(parseRoleReference(arn));
}

/** A role by its account's id and its name, which may have its path before it. */
export function roleByName(partition: string, accountId: string, roleName: string): WrittenRole {
  return written(roleReferenceFromParts({ partition, accountId, roleName }));
}

/** The partition that a region belongs to; `aws` for what is no region. */
export function partitionOfRegion(region: string): PartitionId {
  return partitionIds.find((id) => isRegion(id, region)) ?? "aws";
}

function written(role: RoleReference | { ok: false; code: RoleReferenceCode }): WrittenRole {
  if (role.ok) return { ok: true, role };
  // Links are read elsewhere.
  return { ok: false, reason: role.code === "switch_role_link_malformed" ? "role_arn_malformed" : role.code };
}
