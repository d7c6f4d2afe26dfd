import { handleAuthRequest } from "#lib/auth/handle-auth-request.ts";
import { type Asked, route } from "#lib/http/route.ts";

const run = ({ request, params, body, query, origin }: Asked<null>) =>
  handleAuthRequest({
    method: request.method,
    segments: [params["nextauth"] ?? []].flat(),
    query,
    body,
    cookies: Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value])),
    origin,
  });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "anyone", run },
  POST: { viewer: "anyone", body: ["form", "json"], run },
});
