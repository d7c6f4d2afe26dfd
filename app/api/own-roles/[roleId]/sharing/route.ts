import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { shareOwnRole } from "#lib/own-roles/share-own-role.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params }) => shareOwnRole(viewer, pathParam(params, "roleId")),
  },
});
