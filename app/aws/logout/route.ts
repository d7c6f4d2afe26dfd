import { logOutClient } from "#lib/clients/log-out-client.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  POST: {
    viewer: "client",
    run: async ({ viewer }) => {
      await logOutClient(viewer);
      return undefined;
    },
  },
});
