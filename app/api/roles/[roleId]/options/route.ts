import { findRoleOptions } from "#lib/catalogue/find-role-options.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, params }) => findRoleOptions(viewer, pathParam(params, "roleId")),
  },
});
