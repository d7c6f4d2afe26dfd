import { proveSecondFactor } from "#lib/auth/second-factor/prove-second-factor.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: { viewer: "signed-in", run: ({ viewer, body }) => proveSecondFactor(viewer, body) },
});
