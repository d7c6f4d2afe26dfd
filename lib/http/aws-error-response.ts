import { AwsException, type AwsExceptionName, awsExceptions } from "#lib/clients/aws-exception.ts";
import { env } from "#lib/env.ts";
import type { AppError, ErrorCode } from "#lib/errors.ts";
import { asAppError } from "./error-response.ts";

/** Whose protocol an address speaks, by the viewer that it asks for. */
type Kind = "anyone" | "client" | "token";

/** What AWS clients are told of a thrown value that is no AwsException: the portal's own refusals among them. */
export function asAwsException(thrown: unknown, requestId: string, kind: Kind): AwsException {
  const error = asAppError(thrown, requestId);
  if (unseen.has(error.code)) return new AwsException("ForbiddenException", "No access");
  const exception = exceptionOf(error, kind);
  // Whoever reads this sits at a terminal: what to do next may take a browser.
  const where = exception === "ForbiddenException" ? ` See ${env().GENKAN_URL}` : "";
  return new AwsException(exception, `${error.message}${where}`);
}

/** What is not there and what is not the viewer's are told alike, in AWS's own words. */
const unseen = new Set<ErrorCode>([
  "role_not_assigned",
  "use_not_assigned",
  "role_not_found",
  "account_not_found",
]);

/**
 * Clients take a 401 for "sign in again", repeat what is 429 or 500, and print the message of the rest: what a
 * person can do something about is 403.
 */
function exceptionOf({ code, status }: AppError, kind: Kind): AwsExceptionName {
  if (code === "not_found") return "ResourceNotFoundException";
  if (status === 405) return "MethodNotAllowedException";
  if (status === 401) return "UnauthorizedException";
  // The model of signing in knows no 429.
  if (status === 429) return kind === "anyone" ? "SlowDownException" : "TooManyRequestsException";
  if (status >= 500) return "InternalServerException";
  return status === 400 || status === 413 || status === 415
    ? "InvalidRequestException"
    : "ForbiddenException";
}

/**
 * A refusal as clients read it: its name is in the header, for a `code` in the body would win over it. Container
 * credentials are another protocol: its clients print `code` and `message`, the JavaScript SDK `Code` and `Message`,
 * botocore the whole body.
 */
export function awsErrorResponse({ exception, message }: AwsException, kind: Kind): Response {
  const { status, error } = awsExceptions[exception];
  const bodies = {
    anyone: { error, error_description: message, message },
    client: { message },
    token: { code: exception, message, Code: exception, Message: message },
  };
  return Response.json(bodies[kind], { status, headers: { "x-amzn-ErrorType": exception } });
}
