import { fitTarget } from "#lib/access/fit-target.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, query }) => fitTarget(viewer, Object.fromEntries(query)),
  },
});
