import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { revokeAccessToken } from "#lib/tokens/revoke-access-token.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await revokeAccessToken(viewer, pathParam(params, "personId"), pathParam(params, "tokenId"));
      return undefined;
    },
  },
});
