import { openConsole } from "#lib/access/open-console.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "roles:use",
    run: ({ viewer, params, body }) => openConsole(viewer, { ...body, roleId: pathParam(params, "roleId") }),
  },
});
