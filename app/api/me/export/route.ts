import { exportOwnRoles } from "#lib/access/export-own-roles.ts";
import { fileResponse } from "#lib/http/file-response.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "roles:use",
    run: async ({ viewer, query }) => fileResponse(await exportOwnRoles(viewer, Object.fromEntries(query))),
  },
});
