import { previewImport } from "#lib/access/preview-import.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    body: ["file-json"],
    run: ({ viewer, body }) => previewImport(viewer, body),
  },
});
