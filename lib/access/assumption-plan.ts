import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { refuseLongChain, refuseLoop } from "#lib/sources/follow-chain.ts";
import { defaultSourceId, type SigningAlgorithm, signingAlgorithms } from "#lib/sources/source-view.ts";
import { type RoleToAssume, readRoleToAssume } from "./role-to-assume.ts";

/** The credential source that a chain of roles begins with. The default one has no row. */
export type RootSource = {
  id: string;
  kind: string;
  name: string;
  profile: string | null;
  sealedKey: string | null;
  mfaSerial: string | null;
  issuer: string | null;
  audience: string | null;
  algorithm: SigningAlgorithm | null;
  /** Differs when the source was changed. */
  version: string;
};

/** How a role is reached: the source, then the roles one after another, the wanted one last. */
export type AssumptionPlan = {
  source: RootSource;
  roles: readonly RoleToAssume[];
  /** Differs when a source or a role on the way was changed. */
  version: string;
};

const defaultRoot: RootSource = {
  id: defaultSourceId,
  kind: "default",
  name: "",
  profile: null,
  sealedKey: null,
  mfaSerial: null,
  issuer: null,
  audience: null,
  algorithm: null,
  version: "",
};

const sourceColumns = {
  id: true,
  kind: true,
  name: true,
  profile: true,
  roleId: true,
  sealedKey: true,
  mfaSerial: true,
  issuer: true,
  audience: true,
  algorithm: true,
  updatedAt: true,
} as const;

/**
 * Follows a role's credential source to where it begins: one query for a direct source, two more for each role on
 * the way.
 * @throws AppError `source_role_missing`, `source_chain_loops`, `source_chain_too_long`
 */
export async function planAssumption(tx: Tx, wanted: RoleToAssume): Promise<AssumptionPlan> {
  const { source, roles, version } = await followSource(tx, wanted.sourceId, [wanted]);
  return { source, roles: [...roles, wanted], version };
}

/**
 * Follows a credential source to where it begins.
 * @param sourceId null for the default one
 * @param rest the roles that come after it, for loops and length
 * @returns the roles that are assumed on the way, none for a direct source
 * @throws AppError `source_role_missing`, `source_chain_loops`, `source_chain_too_long`
 */
export async function followSource(
  tx: Tx,
  sourceId: string | null,
  rest: readonly RoleToAssume[] = [],
): Promise<{ source: RootSource; roles: RoleToAssume[]; version: string }> {
  const roles: RoleToAssume[] = [];
  const versions: string[] = [];
  for (let at = sourceId; at !== null; ) {
    const row = await tx.credentialSource.findFirst({
      where: { id: at, removedAt: null },
      select: sourceColumns,
    });
    if (!row) throw sourceGone();
    const version = `${row.id} ${row.updatedAt.getTime()}`;
    versions.push(version);
    if (row.kind !== "role") {
      const { roleId: _, updatedAt: __, ...source } = row;
      const algorithm = signingAlgorithms.find((each) => each === row.algorithm) ?? null;
      return { source: { ...source, algorithm, version }, roles, version: versions.join(" ") };
    }
    const before = await findRoleToAssume(tx, row.roleId ?? "");
    if (!before) throw sourceGone();
    versions.push(before.version);
    roles.unshift(before.role);
    // Refused when a chain is made, and here once more: a loop must never reach AWS.
    refuseLoop([...roles, ...rest]);
    refuseLongChain([...roles, ...rest]);
    at = before.role.sourceId;
  }
  return { source: defaultRoot, roles, version: versions.join(" ") };
}

/** A role of the catalogue as STS must be told of it, or null; assigned to anyone or not. */
export async function findRoleToAssume(
  tx: Tx,
  roleId: string,
): Promise<{ role: RoleToAssume; version: string } | null> {
  const row = await tx.awsRole.findFirst({
    where: { id: roleId, removedAt: null },
    select: {
      id: true,
      arn: true,
      roleName: true,
      label: true,
      sourceId: true,
      externalId: true,
      sourceIdentity: true,
      sessionName: true,
      sessionTags: true,
      tagsSent: true,
      requiresMfa: true,
      updatedAt: true,
      account: { select: { partition: true, accountId: true, sourceId: true, updatedAt: true } },
    },
  });
  if (!row) return null;
  const { account, id, updatedAt, ...role } = row;
  return {
    role: readRoleToAssume({
      ...role,
      roleId: id,
      partition: account.partition,
      accountId: account.accountId,
      sourceId: role.sourceId ?? account.sourceId,
    }),
    version: `${id} ${updatedAt.getTime()} ${account.updatedAt.getTime()}`,
  };
}

function sourceGone(): AppError {
  return new AppError(
    "source_role_missing",
    "The role that this one is assumed through, or its credential source, is gone. Choose another source.",
  );
}
