import { route } from "#lib/http/route.ts";
import { rotateSigningKeys } from "#lib/issuer/rotate-signing-keys.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    run: async ({ viewer }) => ({ signingKeys: await rotateSigningKeys(viewer) }),
  },
});
