import type { PersonView } from "./person-view.ts";

/** An invitation as owners, admins and auditors see it; times are ISO 8601. Its link is told once, when it is made. */
export type InvitationView = {
  id: string;
  person: { id: string; name: string; email: string; portalRole: string };
  state: "open" | "accepted" | "revoked" | "ended";
  createdAt: string;
  expiresAt: string;
  acceptedAt: string | null;
};

/** A new invitation with its link, which is never to be had again. */
export type NewInvitation = { person: PersonView; invitation: InvitationView; link: string };
