import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { renewInvitation } from "#lib/people/renew-invitation.ts";
import { revokeInvitation } from "#lib/people/revoke-invitation.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, params, body }) =>
      Response.json(await renewInvitation(viewer, pathParam(params, "personId"), body), { status: 201 }),
  },
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await revokeInvitation(viewer, pathParam(params, "personId"));
      return undefined;
    },
  },
});
