import { cachedCredentials } from "#lib/access/cached-credentials.ts";
import { awsRoute } from "#lib/http/aws-route.ts";
import { pathParam } from "#lib/http/path-param.ts";

// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  GET: {
    viewer: "token",
    run: async ({ viewer, params, query }) => {
      const credentials = await cachedCredentials(viewer, {
        roleId: pathParam(params, "roleId"),
        durationSeconds: query.get("duration_seconds") ?? undefined,
        readOnly: query.get("read_only") ?? undefined,
      });
      return {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey,
        Token: credentials.sessionToken,
        Expiration: credentials.expiresAt,
        AccountId: credentials.accountId,
      };
    },
  },
});
