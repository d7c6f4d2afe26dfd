import { teamAssignments } from "#lib/assignments/team-assignments.ts";
import { isPortalRole, type PortalRole } from "#lib/auth/viewer.ts";

/** A person as owners and auditors see them; times are ISO 8601. */
export type PersonView = {
  id: string;
  name: string;
  email: string;
  sessionName: string;
  portalRole: PortalRole;
  signsInWith: readonly ("password" | "oidc")[];
  disabledAt: string | null;
  createdAt: string;
  /** Their own, without those of their groups. */
  assignments: number;
  /** Whether an authenticator app is set up and confirmed. */
  secondFactor: boolean;
};

export const personColumns = {
  id: true,
  name: true,
  email: true,
  sessionName: true,
  portalRole: true,
  loginEmail: true,
  disabledAt: true,
  createdAt: true,
  secondFactor: { select: { confirmedAt: true } },
  _count: { select: { identities: true, assignments: { where: teamAssignments } } },
} as const;

type Row = {
  id: string;
  name: string;
  email: string;
  sessionName: string;
  portalRole: string;
  loginEmail: string | null;
  disabledAt: Date | null;
  createdAt: Date;
  secondFactor: { confirmedAt: Date | null } | null;
  _count: { identities: number; assignments: number };
};

/** The view of a person's row. */
export function toPersonView(row: Row): PersonView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    sessionName: row.sessionName,
    portalRole: isPortalRole(row.portalRole) ? row.portalRole : "member",
    signsInWith: [
      ...(row.loginEmail === null ? [] : ["password" as const]),
      ...(row._count.identities > 0 ? ["oidc" as const] : []),
    ],
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    assignments: row._count.assignments,
    secondFactor: Boolean(row.secondFactor?.confirmedAt),
  };
}
