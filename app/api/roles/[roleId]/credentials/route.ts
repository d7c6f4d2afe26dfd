import { issueCredentials } from "#lib/access/issue-credentials.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: {
    viewer: "signed-in",
    scope: ["roles:use", "roles:credentials"],
    run: async ({ viewer, params, body }) => {
      const issued = await issueCredentials(viewer, { ...body, roleId: pathParam(params, "roleId") });
      if ("json" in issued) return issued.json;
      return new Response(issued.text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
    },
  },
});
