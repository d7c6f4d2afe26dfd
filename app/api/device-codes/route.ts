import { readDeviceCodes, setDeviceCodes } from "#lib/clients/device-codes.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "signed-in", run: ({ viewer }) => readDeviceCodes(viewer) },
  PUT: { viewer: "signed-in", run: ({ viewer, body }) => setDeviceCodes(viewer, body) },
});
