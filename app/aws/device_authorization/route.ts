import { startDeviceAuthorization } from "#lib/clients/start-device-authorization.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  POST: { viewer: "anyone", run: ({ origin, body }) => startDeviceAuthorization(origin, body) },
});
