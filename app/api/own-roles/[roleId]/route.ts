import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { removeOwnRole } from "#lib/own-roles/remove-own-role.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, params }) => {
      await removeOwnRole(viewer, pathParam(params, "roleId"));
      return undefined;
    },
  },
});
