import { changeOwnSettings } from "#lib/auth/change-own-settings.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "any",
    run: async ({ viewer: { personId, name, email, sessionName, portalRole, locale, theme } }) => ({
      personId,
      name,
      email,
      sessionName,
      portalRole,
      locale,
      theme,
    }),
  },
  PATCH: { viewer: "signed-in", run: ({ viewer, body }) => changeOwnSettings(viewer, body) },
});
