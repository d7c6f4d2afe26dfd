import { registerClient } from "#lib/clients/register-client.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  POST: { viewer: "anyone", run: ({ origin, body }) => registerClient(origin, body) },
});
