import { answerAuthorizationRequest } from "#lib/clients/answer-authorization-request.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: { viewer: "signed-in", run: ({ viewer, body }) => answerAuthorizationRequest(viewer, body) },
});
