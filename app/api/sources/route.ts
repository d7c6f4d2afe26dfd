import { route } from "#lib/http/route.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { listSources } from "#lib/sources/list-sources.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer }) => ({ sources: await listSources(viewer) }),
  },
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await addSource(viewer, body), { status: 201 }),
  },
});
