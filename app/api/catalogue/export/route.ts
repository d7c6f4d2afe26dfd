import { exportCatalogue } from "#lib/access/export-catalogue.ts";
import { fileResponse } from "#lib/http/file-response.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, query }) => fileResponse(await exportCatalogue(viewer, Object.fromEntries(query))),
  },
});
