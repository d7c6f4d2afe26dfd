import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { removeOwnRoleRule } from "#lib/own-roles/remove-own-role-rule.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: {
    viewer: "signed-in",
    run: ({ viewer, params }) => removeOwnRoleRule(viewer, pathParam(params, "ruleId")),
  },
});
