import { previewAssignments } from "#lib/access/preview-assignments.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, body }) => previewAssignments(viewer, body),
  },
});
