import { endOwnSignIn } from "#lib/auth/end-own-sign-in.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await endOwnSignIn(viewer, pathParam(params, "signInId"));
      return undefined;
    },
  },
});
