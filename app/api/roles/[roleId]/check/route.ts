import { checkRole } from "#lib/access/check-role.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    run: ({ viewer, params, body }) => checkRole(viewer, pathParam(params, "roleId"), body),
  },
});
