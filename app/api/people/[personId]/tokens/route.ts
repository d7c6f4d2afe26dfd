import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { listAccessTokens } from "#lib/tokens/list-access-tokens.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => ({
      tokens: await listAccessTokens(viewer, pathParam(params, "personId")),
    }),
  },
});
