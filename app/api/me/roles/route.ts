import { readPickerList } from "#lib/access/list-picker-roles.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: { viewer: "signed-in", scope: "roles:use", run: ({ viewer }) => readPickerList(viewer) },
});
