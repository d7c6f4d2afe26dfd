import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { changePerson } from "#lib/people/change-person.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: {
    viewer: "signed-in",
    run: ({ viewer, params, body }) => changePerson(viewer, pathParam(params, "personId"), body),
  },
});
