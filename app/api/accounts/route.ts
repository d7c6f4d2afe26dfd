import { addAccount } from "#lib/catalogue/add-account.ts";
import { listAccountsPage } from "#lib/catalogue/list-accounts-page.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: async ({ viewer, query }) => {
      const { items, ...page } = await listAccountsPage(viewer, Object.fromEntries(query));
      return { accounts: items, ...page };
    },
  },
  POST: {
    viewer: "signed-in",
    scope: "catalogue:write",
    run: async ({ viewer, body }) => Response.json(await addAccount(viewer, body), { status: 201 }),
  },
});
