import { route } from "#lib/http/route.ts";
import { addAccessToken } from "#lib/tokens/add-access-token.ts";
import { listOwnAccessTokens } from "#lib/tokens/list-access-tokens.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "signed-in", run: async ({ viewer }) => ({ tokens: await listOwnAccessTokens(viewer) }) },
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await addAccessToken(viewer, body), { status: 201 }),
  },
});
