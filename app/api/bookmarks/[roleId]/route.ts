import { changeBookmark } from "#lib/bookmarks/change-bookmark.ts";
import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: {
    viewer: "signed-in",
    run: ({ viewer, params, body }) => changeBookmark(viewer, pathParam(params, "roleId"), body),
  },
});
