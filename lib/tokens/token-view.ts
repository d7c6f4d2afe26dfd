import { readScopes } from "#lib/auth/stored-scopes.ts";
import type { TokenScope } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";

/** An access token as people see it; times are ISO 8601. The token itself was shown once and is nowhere. */
export type AccessTokenView = {
  id: string;
  name: string;
  /** Its last four characters. */
  last4: string;
  scopes: TokenScope[];
  /** How many roles it is limited to, null when to none. */
  roles: number | null;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  lastUsedAddress: string | null;
  /** Why it counts no more, null while it does. */
  ended: "expired" | "revoked" | null;
};

/** A new token's view, and the token itself, which is never to be had again. */
export type NewAccessToken = AccessTokenView & { token: string };

export const tokenColumns = {
  id: true,
  name: true,
  last4: true,
  scopes: true,
  limitedToRoles: true,
  _count: { select: { roles: true } },
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedAddress: true,
  revokedAt: true,
} as const;

type Row = {
  id: string;
  name: string;
  last4: string;
  scopes: string;
  limitedToRoles: boolean;
  _count: { roles: number };
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  revokedAt: Date | null;
};

export function toTokenView(row: Row): AccessTokenView {
  return {
    id: row.id,
    name: row.name,
    last4: row.last4,
    scopes: readScopes(row.scopes),
    roles: row.limitedToRoles ? row._count.roles : null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedAddress: row.lastUsedAddress,
    ended: row.revokedAt ? "revoked" : row.expiresAt <= now() ? "expired" : null,
  };
}
