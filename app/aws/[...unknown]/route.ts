import { AppError } from "#lib/errors.ts";
import { awsRoute } from "#lib/http/aws-route.ts";

const run = async (): Promise<never> => {
  throw new AppError("not_found", "There is nothing at this address.");
};
const nothing = { viewer: "anyone", run } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = awsRoute({ GET: nothing, POST: nothing });
