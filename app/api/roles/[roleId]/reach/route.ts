import { listReachOfRole } from "#lib/access/list-reach-of-role.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, params, query }) => {
      const { items, ...page } = await listReachOfRole(
        viewer,
        pathParam(params, "roleId"),
        Object.fromEntries(query),
      );
      return { people: items, ...page };
    },
  },
});
