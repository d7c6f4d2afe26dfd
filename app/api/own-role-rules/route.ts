import { route } from "#lib/http/route.ts";
import { addOwnRoleRule } from "#lib/own-roles/add-own-role-rule.ts";
import { listOwnRoleRules } from "#lib/own-roles/list-own-role-rules.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer }) => ({ rules: await listOwnRoleRules(viewer) }),
  },
  POST: {
    viewer: "signed-in",
    run: async ({ viewer, body }) => Response.json(await addOwnRoleRule(viewer, body), { status: 201 }),
  },
});
