import { acceptInvitation } from "#lib/auth/accept-invitation.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: { viewer: "anyone", run: ({ origin, body }) => acceptInvitation(origin, body) },
});
