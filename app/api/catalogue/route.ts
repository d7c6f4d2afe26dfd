import { listCatalogue } from "#lib/catalogue/list-catalogue.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer }) => ({ roles: await listCatalogue(viewer) }),
  },
});
