import { route } from "#lib/http/route.ts";
import { mergeCatalogueFile } from "#lib/transfer/merge-catalogue-file.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:read",
    body: ["file-json"],
    run: async ({ viewer, body }) =>
      new Response(await mergeCatalogueFile(viewer, body), {
        headers: { "Content-Type": "text/yaml; charset=utf-8" },
      }),
  },
});
