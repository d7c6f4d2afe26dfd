import { awsRoute } from "#lib/http/aws-route.ts";

// What a proxy in front let through of the headers that AWS's clients send: whether they came, never what they hold.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  GET: {
    viewer: "anyone",
    run: async ({ request }) => ({
      bearerTokenArrived: request.headers.has("x-amz-sso_bearer_token"),
      authorizationArrived: request.headers.has("authorization"),
    }),
  },
});
