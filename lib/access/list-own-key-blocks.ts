import { z } from "zod";
import { transact } from "#lib/audit/transact.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { checkRegion } from "#lib/catalogue/check-region.ts";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { kindsFor } from "#lib/credentials/own-keys/own-keys-kinds.ts";
import type { OwnKeysRole } from "#lib/credentials/own-keys/own-keys-role.ts";
import { renderOwnKeys } from "#lib/credentials/own-keys/render-own-keys.ts";
import { switchRoleUrl } from "#lib/credentials/own-keys/switch-role-url.ts";
import { profileName } from "#lib/credentials/profile-name.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { federationEndpoint } from "#lib/partitions/federation-endpoint.ts";
import { type PartitionId, partitions } from "#lib/partitions/partitions.ts";
import { findAssignedRole } from "./find-assigned-role.ts";
import { termsOf } from "./grants.ts";
import { checkUse } from "./issue-role-session.ts";
import type { OwnKeysView } from "./own-keys-view.ts";

/** What this takes; described at /api/openapi.json. An empty text counts as none, as fields of forms send it. */
export const OwnKeysInput = z.strictObject({
  sourceProfile: z.string().max(128).optional(),
  mfaSerial: z.string().max(256).optional(),
  codeCommitRegion: z.string().max(64).optional(),
});

/**
 * Writes down a role that is assigned to the viewer for credentials, for keys of their own. Mints nothing. The
 * ExternalId is in it: AWS treats it as no secret, it opens nothing without keys that the role trusts, and the person
 * is assigned. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 * @throws AppError `role_not_assigned`, `use_not_assigned`, `region_unknown`, `mfa_serial_malformed`, `invalid_input`
 */
export async function listOwnKeyBlocks(viewer: Viewer, roleId: string, input: unknown): Promise<OwnKeysView> {
  await checkUse(viewer, { use: "credentials", roleId });
  const asked = OwnKeysInput.parse(input);
  const { partition, role } = await transact((tx) => findRole(tx, viewer, roleId));
  const choices = {
    sourceProfile: asked.sourceProfile || "default",
    mfaSerial: asked.mfaSerial || null,
    codeCommitRegion: checkRegion(partition, asked.codeCommitRegion || null),
  };
  try {
    const blocks = kindsFor(role).map((kind) => ({ kind, text: renderOwnKeys(kind, role, choices) }));
    const { requiresMfa } = role;
    return { blocks, switchRoleUrl: switchRoleUrl(role), profileName: role.profileName, requiresMfa };
  } catch (error) {
    throw error instanceof CredentialsRenderError ? refusalOf(error) : error;
  }
}

async function findRole(tx: Tx, viewer: Viewer, roleId: string) {
  // Once more, with what is read: the assignment may have ended since.
  const assigned = await findAssignedRole(tx, viewer, roleId);
  const terms = assigned && termsOf(assigned.grants, "credentials");
  if (!assigned || !terms)
    throw new AppError("role_not_assigned", "There is no such role, or it is not assigned to you.");
  const { account, label, color, ...columns } = await tx.awsRole.findUniqueOrThrow({
    where: { id: roleId },
    select: {
      arn: true,
      roleName: true,
      label: true,
      color: true,
      region: true,
      externalId: true,
      requiresMfa: true,
      account: { select: { accountId: true, name: true, color: true } },
    },
  });
  const title = /[a-z0-9]/i.test(account.name) ? account.name : account.accountId;
  const role: OwnKeysRole = {
    ...columns,
    accountId: account.accountId,
    displayName: `${account.name} / ${label || columns.roleName}`,
    color: color ?? account.color,
    maxDurationSeconds: Math.min(assigned.roleMaxSeconds, terms.maxDurationSeconds ?? 43_200),
    profileName: profileName(title, columns.roleName),
    sessionName: viewer.sessionName,
    partition: hostsOf(assigned.partition),
  };
  return { partition: assigned.partition, role };
}

function hostsOf(id: PartitionId): OwnKeysRole["partition"] {
  const { stsRegion, dnsSuffix } = partitions[id];
  return {
    defaultRegion: stsRegion,
    dnsSuffix,
    signinHost: new URL(federationEndpoint(id, null)).host,
  };
}

function refusalOf(error: CredentialsRenderError): AppError {
  if (error.field === "mfaSerial")
    return new AppError("mfa_serial_malformed", "That is not an MFA device's serial number.", {
      cause: error,
    });
  if (error.field === "sourceProfile")
    return new AppError("invalid_input", "A profile's name has letters, digits and _ @ + . % : / -.", {
      details: { fields: ["sourceProfile"] },
      cause: error,
    });
  throw error;
}
