import { listOwnKeyBlocks } from "#lib/access/list-own-key-blocks.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "roles:use",
    run: ({ viewer, params, query }) =>
      listOwnKeyBlocks(viewer, pathParam(params, "roleId"), Object.fromEntries(query)),
  },
});
