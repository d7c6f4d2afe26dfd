import { now } from "#lib/db/clock.ts";
import type { InvitationView } from "./invitation-view.ts";

export const invitationColumns = {
  id: true,
  createdAt: true,
  expiresAt: true,
  acceptedAt: true,
  revokedAt: true,
  person: { select: { id: true, name: true, email: true, portalRole: true } },
} as const;

type Row = {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
  person: InvitationView["person"];
};

/** The view of an invitation's row. */
export function toInvitationView(row: Row): InvitationView {
  return {
    id: row.id,
    person: row.person,
    state: stateOf(row),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
  };
}

function stateOf({ acceptedAt, revokedAt, expiresAt }: Row): InvitationView["state"] {
  if (acceptedAt) return "accepted";
  if (revokedAt) return "revoked";
  return expiresAt > now() ? "open" : "ended";
}
