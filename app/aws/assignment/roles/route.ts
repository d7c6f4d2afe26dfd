import { listClientRoles } from "#lib/access/list-client-roles.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  GET: {
    viewer: "client",
    run: ({ viewer, query }) =>
      listClientRoles(viewer, {
        accountId: query.get("account_id"),
        maxResult: query.get("max_result") ?? undefined,
        nextToken: query.get("next_token") ?? undefined,
      }),
  },
});
