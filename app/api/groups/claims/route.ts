import { listClaims } from "#lib/groups/list-claims.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer }) => ({ claims: await listClaims(viewer) }),
  },
});
