import { beginSecondFactor } from "#lib/auth/second-factor/begin-second-factor.ts";
import { confirmSecondFactor } from "#lib/auth/second-factor/confirm-second-factor.ts";
import { readSecondFactor } from "#lib/auth/second-factor/read-second-factor.ts";
import { removeSecondFactor } from "#lib/auth/second-factor/remove-second-factor.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "signed-in", run: ({ viewer }) => readSecondFactor(viewer) },
  POST: { viewer: "signed-in", run: ({ viewer }) => beginSecondFactor(viewer) },
  PUT: { viewer: "signed-in", run: ({ viewer, body }) => confirmSecondFactor(viewer, body) },
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => {
      await removeSecondFactor(viewer, body);
      return undefined;
    },
  },
});
