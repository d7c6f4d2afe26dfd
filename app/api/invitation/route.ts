import { findInvitation } from "#lib/auth/find-invitation.ts";
import { route } from "#lib/http/route.ts";

// Reading it is a POST, so that the token stands in no address.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: { viewer: "anyone", run: ({ origin, body }) => findInvitation(origin, body) },
});
