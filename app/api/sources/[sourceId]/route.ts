import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { changeSource } from "#lib/sources/change-source.ts";
import { findSource } from "#lib/sources/list-sources.ts";
import { removeSource } from "#lib/sources/remove-source.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    scope: "catalogue:read",
    run: ({ viewer, params }) => findSource(viewer, pathParam(params, "sourceId")),
  },
  PATCH: {
    viewer: "signed-in",
    run: ({ viewer, params, body }) => changeSource(viewer, pathParam(params, "sourceId"), body),
  },
  DELETE: {
    viewer: "signed-in",
    run: async ({ viewer, params }) => {
      await removeSource(viewer, pathParam(params, "sourceId"));
      return undefined;
    },
  },
});
