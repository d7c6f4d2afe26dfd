import { listReachOfPerson } from "#lib/access/list-reach-of-person.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, params, query }) => {
      const personId = pathParam(params, "personId");
      const { items, ...page } = await listReachOfPerson(viewer, personId, Object.fromEntries(query));
      return { roles: items, ...page };
    },
  },
});
