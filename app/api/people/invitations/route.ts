import { route } from "#lib/http/route.ts";
import { invitePerson } from "#lib/people/invite-person.ts";
import { listInvitations } from "#lib/people/list-invitations.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer }) => ({ invitations: await listInvitations(viewer) }),
  },
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await invitePerson(viewer, body), { status: 201 }),
  },
});
