import { ZodError } from "zod";
import { isDatabaseFailure } from "#lib/audit/transact.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

/** The error that a thrown value becomes at the edge. Unknown ones are logged by class and told as internal. */
export function asAppError(error: unknown, requestId: string): AppError {
  if (isAppError(error)) return error;
  if (error instanceof ZodError)
    return new AppError("invalid_input", describeIssues(error), {
      details: { fields: [...new Set(error.issues.map((issue) => issue.path.join(".") || "body"))] },
    });
  if (isDatabaseFailure(error)) {
    log({ event: "database.failed", requestId, errorName: error instanceof Error ? error.name : "unknown" });
    return new AppError(
      "database_unavailable",
      "The portal's database cannot be reached. Try again shortly.",
    );
  }
  log({
    event: "request.failed",
    requestId,
    errorName: error instanceof Error ? error.name : "unknown",
    detail: firstOwnFrame(error),
  });
  return new AppError(
    "internal_error",
    "Something in the portal failed. The request id finds it in the log.",
  );
}

function describeIssues(error: ZodError): string {
  const told = error.issues.slice(0, 5).map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  return `The input is not as expected. ${told.join("; ")}`;
}

/** Where it was thrown: a place in code, never the message, which may quote data. */
function firstOwnFrame(error: unknown): string {
  const frames =
    error instanceof Error ? (error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? []) : [];
  return (frames[0] ?? "").trim().slice(0, 300);
}

/** The JSON of a refusal: `{"error":{"code","message","requestId","details"?}}`. */
export function errorResponse(error: AppError, requestId: string, headers?: HeadersInit): Response {
  const { code, message, details, status } = error;
  return Response.json(
    { error: { code, message, requestId, ...(details && { details }) } },
    { status, headers: headers ?? {} },
  );
}
