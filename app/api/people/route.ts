import { route } from "#lib/http/route.ts";
import { addPerson } from "#lib/people/add-person.ts";
import { listPeople } from "#lib/people/list-people.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "signed-in", run: async ({ viewer }) => ({ people: await listPeople(viewer) }) },
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await addPerson(viewer, body), { status: 201 }),
  },
});
