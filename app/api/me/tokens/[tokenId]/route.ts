import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { revokeOwnAccessToken } from "#lib/tokens/revoke-access-token.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await revokeOwnAccessToken(viewer, pathParam(params, "tokenId"));
      return undefined;
    },
  },
});
