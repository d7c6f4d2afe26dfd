import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { listAssignments } from "#lib/assignments/list-assignments.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    run: async ({ viewer, query }) => {
      const personId = query.get("personId");
      const roleId = query.get("roleId");
      const where = { ...(personId && { personId }), ...(roleId && { roleId }) };
      return { assignments: await listAssignments(viewer, where) };
    },
  },
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await addAssignment(viewer, body), { status: 201 }),
  },
});
