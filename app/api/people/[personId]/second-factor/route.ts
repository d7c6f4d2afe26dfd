import { resetSecondFactor } from "#lib/auth/second-factor/reset-second-factor.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await resetSecondFactor(viewer, pathParam(params, "personId"));
      return undefined;
    },
  },
});
