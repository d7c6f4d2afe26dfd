import { explainReach } from "#lib/access/explain-reach.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, params, query }) =>
      explainReach(viewer, {
        personId: query.get("personId") || viewer.personId,
        roleId: pathParam(params, "roleId"),
      }),
  },
});
