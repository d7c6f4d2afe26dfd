import { removeRoles } from "#lib/catalogue/remove-roles.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, body }) => removeRoles(viewer, body),
  },
});
