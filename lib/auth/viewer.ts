import type { AuditActor } from "#lib/audit/events.ts";
import { AppError } from "#lib/errors.ts";

export const portalRoles = ["owner", "admin", "auditor", "member"] as const;
export type PortalRole = (typeof portalRoles)[number];

/**
 * What an access token may be for: reading the catalogue with groups, people and assignments; changing it; reading the
 * audit log; taking role sessions of its person's own roles; taking their credentials only, as terminals do, maybe of
 * some roles only. Never more than the person may.
 */
export const tokenScopes = [
  "catalogue:read",
  "catalogue:write",
  "audit:read",
  "roles:use",
  "roles:credentials",
] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** The signed-in person who is asking, as of this request. */
export type Viewer = {
  personId: string;
  name: string;
  email: string;
  /** RoleSessionName and SourceIdentity in AWS. */
  sessionName: string;
  portalRole: PortalRole;
  locale: "en" | "ja" | null;
  theme: "light" | "dark" | null;
  /** The browser's sign-in session; when a token asks, an id that no sign-in has. */
  signInId: string;
  /** The access token that asks, null when a browser or an AWS client does. */
  accessToken: { id: string; scopes: readonly TokenScope[]; limitedToRoles: boolean } | null;
  /** The AWS client's sign-in that asks, null when a browser or an access token does. */
  clientSignIn: { id: string; clientName: string } | null;
  /** ISO 8601; of a token, when it was made. */
  signedInAt: string;
  requestId: string;
  address: string;
};

/** Who is asking and from where, before anyone is known. */
export type RequestOrigin = { requestId: string; address: string; userAgent: string };

/** The viewer as the audit log names them. */
export function actorOf(viewer: Viewer): AuditActor {
  return {
    id: viewer.personId,
    name: viewer.sessionName,
    requestId: viewer.requestId,
    address: viewer.address,
    accessTokenId: viewer.accessToken?.id,
    clientSignInId: viewer.clientSignIn?.id,
  };
}

/** Somebody not signed in, as the audit log names them. */
export function anonymousActor(origin: RequestOrigin): AuditActor {
  return { id: null, name: "anonymous", requestId: origin.requestId, address: origin.address };
}

/** @throws AppError `not_allowed` unless the viewer is an owner */
export function requireOwner(viewer: Viewer): void {
  if (viewer.portalRole !== "owner") throw new AppError("not_allowed", "Only an owner may do this.");
}

/** Who keeps the catalogue, its groups and its assignments. */
export function isManager(viewer: Pick<Viewer, "portalRole">): boolean {
  return viewer.portalRole === "owner" || viewer.portalRole === "admin";
}

/** @throws AppError `not_allowed` unless the viewer is an owner or an admin */
export function requireManager(viewer: Viewer): void {
  if (!isManager(viewer)) throw new AppError("not_allowed", "Only an owner or an admin may do this.");
}

/** @throws AppError `not_allowed` unless the viewer is an owner, an admin or an auditor */
export function requireReader(viewer: Viewer): void {
  if (viewer.portalRole === "member")
    throw new AppError("not_allowed", "Only an owner, an admin or an auditor may see this.");
}

/** Whether a text is one of the portal roles. */
export function isPortalRole(text: string): text is PortalRole {
  return (portalRoles as readonly string[]).includes(text);
}
