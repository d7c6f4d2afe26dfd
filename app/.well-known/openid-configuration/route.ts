import { route } from "#lib/http/route.ts";
import { discoveryDocument } from "#lib/issuer/discovery-document.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "anyone", run: async () => discoveryDocument() },
});
