import { hasCsrfToken } from "#lib/auth/csrf-token.ts";
import { handleAuthRequest } from "#lib/auth/handle-auth-request.ts";
import { type Asked, route } from "#lib/http/route.ts";

const cookiesOf = ({ request }: Asked<null>) =>
  Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));

const run = (asked: Asked<null>) =>
  handleAuthRequest({
    method: asked.request.method,
    segments: [asked.params["nextauth"] ?? []].flat(),
    query: asked.query,
    body: asked.body,
    cookies: cookiesOf(asked),
    origin: asked.origin,
  });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "anyone", run },
  POST: {
    viewer: "anyone",
    body: ["form", "json"],
    ownProof: (asked) => hasCsrfToken(cookiesOf(asked), asked.body),
    run,
  },
});
