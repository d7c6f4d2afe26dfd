import { changeRole } from "#lib/catalogue/change-role.ts";
import { findCatalogueRole } from "#lib/catalogue/list-catalogue.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, params }) => findCatalogueRole(viewer, pathParam(params, "roleId")),
  },
  PATCH: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params, body }) => changeRole(viewer, pathParam(params, "roleId"), body),
  },
  DELETE: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, params }) => {
      await removeRole(viewer, pathParam(params, "roleId"));
      return undefined;
    },
  },
});
