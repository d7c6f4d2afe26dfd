import { changeAccount } from "#lib/catalogue/change-account.ts";
import { removeAccount } from "#lib/catalogue/remove-account.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: ({ viewer, params, body }) => changeAccount(viewer, pathParam(params, "accountId"), body),
  },
  DELETE: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, params }) => {
      await removeAccount(viewer, pathParam(params, "accountId"));
      return undefined;
    },
  },
});
