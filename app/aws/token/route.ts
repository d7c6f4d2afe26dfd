import { AwsException } from "#lib/clients/aws-exception.ts";
import { createToken } from "#lib/clients/create-token.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({
  POST: {
    viewer: "anyone",
    run: ({ origin, body, query }) => {
      // CreateTokenWithIAM is another operation at the same address.
      if (query.has("aws_iam"))
        throw new AwsException("UnauthorizedClientException", "The portal has no CreateTokenWithIAM.");
      return createToken(origin, body);
    },
  },
});
