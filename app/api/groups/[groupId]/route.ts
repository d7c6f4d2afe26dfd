import { changeGroup } from "#lib/groups/change-group.ts";
import { findGroup } from "#lib/groups/find-group.ts";
import { removeGroup } from "#lib/groups/remove-group.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, params }) => findGroup(viewer, pathParam(params, "groupId")),
  },
  PATCH: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params, body }) => changeGroup(viewer, pathParam(params, "groupId"), body),
  },
  DELETE: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params }) => removeGroup(viewer, pathParam(params, "groupId")),
  },
});
