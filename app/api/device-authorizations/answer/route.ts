import { answerDeviceAuthorization } from "#lib/clients/answer-device-authorization.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => {
      await answerDeviceAuthorization(viewer, body);
      return undefined;
    },
  },
});
