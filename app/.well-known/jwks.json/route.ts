import { route } from "#lib/http/route.ts";
import { publishedKeys } from "#lib/issuer/published-keys.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "anyone", run: () => publishedKeys() },
});
