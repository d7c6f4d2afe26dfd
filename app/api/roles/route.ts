import { addRole } from "#lib/catalogue/add-role.ts";
import { changeRoles } from "#lib/catalogue/change-roles.ts";
import { listRolesPage } from "#lib/catalogue/list-roles-page.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, query }) => {
      const { items, ...page } = await listRolesPage(viewer, Object.fromEntries(query));
      return { roles: items, ...page };
    },
  },
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, body }) => Response.json(await addRole(viewer, body), { status: 201 }),
  },
  PATCH: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, body }) => changeRoles(viewer, body),
  },
});
