import { route } from "#lib/http/route.ts";
import { exportCatalogueFile } from "#lib/transfer/export-catalogue-file.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, query }) => {
      const file = await exportCatalogueFile(viewer, Object.fromEntries(query));
      return new Response(file, {
        headers: {
          "Content-Type": "text/yaml; charset=utf-8",
          "Content-Disposition": 'attachment; filename="catalogue.yaml"',
        },
      });
    },
  },
});
