import { route } from "#lib/http/route.ts";
import { planCatalogueFile } from "#lib/transfer/plan-catalogue-file.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:read",
    body: ["file-json"],
    run: ({ viewer, body }) => planCatalogueFile(viewer, body),
  },
});
