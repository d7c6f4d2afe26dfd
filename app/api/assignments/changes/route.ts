import { applyAssignments } from "#lib/access/apply-assignments.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, body }) => applyAssignments(viewer, body),
  },
});
