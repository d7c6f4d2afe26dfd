import { endOwnClientSignIn } from "#lib/clients/end-client-sign-in.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await endOwnClientSignIn(viewer, pathParam(params, "clientSignInId"));
      return undefined;
    },
  },
});
