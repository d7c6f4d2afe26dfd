import { env } from "#lib/env.ts";
import { type CredentialSourceView, type SourceKind, signingAlgorithms, sourceKinds } from "./source-view.ts";

/** The columns that a view is made of: never the sealed key. */
export const sourceColumns = {
  id: true,
  name: true,
  kind: true,
  profile: true,
  accessKeyLast4: true,
  keyChangedAt: true,
  mfaSerial: true,
  issuer: true,
  audience: true,
  algorithm: true,
  updatedAt: true,
  role: {
    select: { id: true, arn: true, label: true, removedAt: true, account: { select: { name: true } } },
  },
  _count: { select: { roles: { where: { removedAt: null } }, accounts: true } },
} as const;

/** A source as `sourceColumns` reads it. */
export type SourceRow = {
  id: string;
  name: string;
  kind: string;
  profile: string | null;
  accessKeyLast4: string | null;
  keyChangedAt: Date | null;
  mfaSerial: string | null;
  issuer: string | null;
  audience: string | null;
  algorithm: string | null;
  updatedAt: Date;
  role: { id: string; arn: string; label: string; removedAt: Date | null; account: { name: string } } | null;
  _count: { roles: number; accounts: number };
};

/** The view of a source's row. */
export function toSourceView(row: SourceRow): CredentialSourceView {
  const kind = readKind(row.kind);
  const role = row.role?.removedAt === null ? row.role : null;
  return {
    id: row.id,
    name: row.name,
    kind,
    profile: row.profile,
    role: role && { id: role.id, arn: role.arn, label: role.label, accountName: role.account.name },
    accessKeyLast4: row.accessKeyLast4,
    keyChangedAt: row.keyChangedAt?.toISOString() ?? null,
    mfaSerial: row.mfaSerial,
    issuer: kind === "web_identity" ? (row.issuer ?? env().GENKAN_URL) : null,
    audience: row.audience,
    algorithm: signingAlgorithms.find((algorithm) => algorithm === row.algorithm) ?? null,
    roles: row._count.roles,
    accounts: row._count.accounts,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A stored kind as one of those that are known. */
export function readKind(text: string): SourceKind {
  const kind = sourceKinds.find((known) => known === text);
  if (!kind) throw new Error(`a source is stored with the unknown kind ${text}`);
  return kind;
}
