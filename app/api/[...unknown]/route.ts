import { AppError } from "#lib/errors.ts";
import { route } from "#lib/http/route.ts";

const run = async (): Promise<never> => {
  throw new AppError("not_found", "There is nothing at this address.");
};
const nothing = { viewer: "anyone", run } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
});
