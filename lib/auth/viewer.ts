import type { AuditActor } from "#lib/audit/events.ts";
import { AppError } from "#lib/errors.ts";

export const portalRoles = ["owner", "auditor", "member"] as const;
export type PortalRole = (typeof portalRoles)[number];

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
  signInId: string;
  /** ISO 8601. */
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

/** @throws AppError `not_allowed` unless the viewer is an owner or an auditor */
export function requireReader(viewer: Viewer): void {
  if (viewer.portalRole === "member")
    throw new AppError("not_allowed", "Only an owner or an auditor may see this.");
}

/** Whether a text is one of the portal roles. */
export function isPortalRole(text: string): text is PortalRole {
  return (portalRoles as readonly string[]).includes(text);
}
