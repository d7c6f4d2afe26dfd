import { changeAssignment } from "#lib/assignments/change-assignment.ts";
import { revokeAssignment } from "#lib/assignments/revoke-assignment.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params, body }) => changeAssignment(viewer, pathParam(params, "assignmentId"), body),
  },
  DELETE: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, params }) => {
      await revokeAssignment(viewer, pathParam(params, "assignmentId"));
      return undefined;
    },
  },
});
