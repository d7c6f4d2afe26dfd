import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { endClientSignInOfPerson } from "#lib/people/end-client-sign-in-of-person.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      const id = pathParam(params, "clientSignInId");
      await endClientSignInOfPerson(viewer, pathParam(params, "personId"), id);
      return undefined;
    },
  },
});
