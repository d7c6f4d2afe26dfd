import { printTrust } from "#lib/access/print-trust.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, params }) => printTrust(viewer, pathParam(params, "roleId")),
  },
});
