import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { listAssignmentsPage } from "#lib/assignments/list-assignments-page.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, query }) => {
      const { items, ...page } = await listAssignmentsPage(viewer, Object.fromEntries(query));
      return { assignments: items, ...page };
    },
  },
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, body }) => Response.json(await addAssignment(viewer, body), { status: 201 }),
  },
});
