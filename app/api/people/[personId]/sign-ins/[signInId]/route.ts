import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { endSignInOfPerson } from "#lib/people/end-sign-in-of-person.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await endSignInOfPerson(viewer, pathParam(params, "personId"), pathParam(params, "signInId"));
      return undefined;
    },
  },
});
