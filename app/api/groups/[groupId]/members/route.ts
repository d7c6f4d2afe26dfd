import { changeMembers } from "#lib/groups/change-members.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params, body }) => changeMembers(viewer, pathParam(params, "groupId"), body),
  },
});
