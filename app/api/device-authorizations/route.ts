import { findDeviceAuthorization } from "#lib/clients/find-device-authorization.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: { viewer: "signed-in", run: ({ viewer, body }) => findDeviceAuthorization(viewer, body) },
});
