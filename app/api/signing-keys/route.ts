import { route } from "#lib/http/route.ts";
import { listSigningKeys } from "#lib/issuer/list-signing-keys.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "signed-in", run: async ({ viewer }) => ({ signingKeys: await listSigningKeys(viewer) }) },
});
