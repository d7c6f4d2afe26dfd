import { createHash, randomBytes } from "node:crypto";
import { env } from "#lib/env.ts";

/** A new invitation's token: 256 random bits as base64url. */
export function newInvitationToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a token. Plain SHA-256 does: nobody guesses 256 random bits. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** The link of an invitation. The token stands after `#`, which browsers send to no server, so that no log holds it. */
export function invitationLink(token: string): string {
  return `${env().GENKAN_URL}/invitation#token=${token}`;
}
