import { listAuditEvents } from "#lib/audit/list-events.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "audit:read",
    run: ({ viewer, query }) => listAuditEvents(viewer, Object.fromEntries(query)),
  },
});
