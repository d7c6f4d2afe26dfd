import { completeSetup } from "#lib/auth/setup.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "anyone",
    run: async ({ origin, body }) => Response.json(await completeSetup(origin, body), { status: 201 }),
  },
});
