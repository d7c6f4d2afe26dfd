import { getRoleCredentials } from "#lib/access/get-role-credentials.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  GET: {
    viewer: "client",
    run: ({ viewer, query }) =>
      getRoleCredentials(viewer, { accountId: query.get("account_id"), roleName: query.get("role_name") }),
  },
});
