import { replaceExternalId } from "#lib/catalogue/replace-external-id.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params }) => replaceExternalId(viewer, pathParam(params, "roleId")),
  },
});
