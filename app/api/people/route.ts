import { route } from "#lib/http/route.ts";
import { addPerson } from "#lib/people/add-person.ts";
import { listPeoplePage } from "#lib/people/list-people-page.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, query }) => {
      const { items, ...page } = await listPeoplePage(viewer, Object.fromEntries(query));
      return { people: items, ...page };
    },
  },
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await addPerson(viewer, body), { status: 201 }),
  },
});
