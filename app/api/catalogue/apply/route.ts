import { route } from "#lib/http/route.ts";
import { applyCatalogueFile } from "#lib/transfer/apply-catalogue-file.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    body: ["file-json"],
    run: ({ viewer, body }) => applyCatalogueFile(viewer, body),
  },
});
