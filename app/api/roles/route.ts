import { addRole } from "#lib/catalogue/add-role.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await addRole(viewer, body), { status: 201 }),
  },
});
