import { cachedCredentials } from "#lib/access/cached-credentials.ts";
import { renderCredentialProcess } from "#lib/credentials/credential-process.ts";
import { awsRoute } from "#lib/http/aws-route.ts";
import { pathParam } from "#lib/http/path-param.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  GET: {
    viewer: "token",
    run: async ({ viewer, params, query }) => {
      const credentials = await cachedCredentials(viewer, {
        roleId: pathParam(params, "roleId"),
        durationSeconds: query.get("duration_seconds") ?? undefined,
        readOnly: query.get("read_only") ?? undefined,
      });
      return new Response(renderCredentialProcess(credentials), {
        headers: { "Content-Type": "application/json" },
      });
    },
  },
});
