import { pathParam } from "#lib/http/path-param.ts";
import { route } from "#lib/http/route.ts";
import { endAllOfPerson } from "#lib/people/end-all-of-person.ts";
import { listSignedIn } from "#lib/people/list-signed-in.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: {
    viewer: "signed-in",
    run: ({ viewer, params }) => listSignedIn(viewer, pathParam(params, "personId")),
  },
  DELETE: {
    viewer: "signed-in",
    run: ({ viewer, params }) => endAllOfPerson(viewer, pathParam(params, "personId")),
  },
});
