import { listClientAccounts } from "#lib/access/list-client-accounts.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  GET: {
    viewer: "client",
    run: ({ viewer, query }) =>
      listClientAccounts(viewer, {
        maxResult: query.get("max_result") ?? undefined,
        nextToken: query.get("next_token") ?? undefined,
      }),
  },
});
