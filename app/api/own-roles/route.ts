import { addOwnRole } from "#lib/access/add-own-role.ts";
import { route } from "#lib/http/route.ts";
import { listOwnRoles } from "#lib/own-roles/list-own-role-rules.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer }) => ({ roles: await listOwnRoles(viewer) }),
  },
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, body }) => Response.json(await addOwnRole(viewer, body), { status: 201 }),
  },
});
