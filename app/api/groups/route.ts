import { addGroup } from "#lib/groups/add-group.ts";
import { listGroupsPage } from "#lib/groups/list-groups-page.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, query }) => {
      const { items, ...page } = await listGroupsPage(viewer, Object.fromEntries(query));
      return { groups: items, ...page };
    },
  },
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, body }) => Response.json(await addGroup(viewer, body), { status: 201 }),
  },
});
