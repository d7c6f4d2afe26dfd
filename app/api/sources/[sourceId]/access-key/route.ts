import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { rotateAccessKey } from "#lib/sources/rotate-access-key.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: {
    viewer: "signed-in",
    run: ({ viewer, params, body }) => rotateAccessKey(viewer, pathParam(params, "sourceId"), body),
  },
});
