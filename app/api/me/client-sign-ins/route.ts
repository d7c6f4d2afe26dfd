import { listOwnClientSignIns } from "#lib/clients/list-client-sign-ins.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    run: async ({ viewer }) => ({ clientSignIns: await listOwnClientSignIns(viewer) }),
  },
});
