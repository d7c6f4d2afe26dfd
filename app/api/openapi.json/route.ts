import { publicOrigin } from "#lib/http/public-origin.ts";
import { route } from "#lib/http/route.ts";
import { describeApi } from "#lib/openapi/describe-api.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "anyone", run: async () => describeApi(publicOrigin()) },
});
