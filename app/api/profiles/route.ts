import { route } from "#lib/http/route.ts";
import { listServerProfiles } from "#lib/sources/list-server-profiles.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "signed-in", run: async ({ viewer }) => ({ profiles: await listServerProfiles(viewer) }) },
});
