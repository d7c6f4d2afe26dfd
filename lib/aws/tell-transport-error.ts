import type { Told } from "./tell-denial.ts";

/** What is no answer of AWS's at all: no connection, no time, or something else that answered. */
export function tellTransportError(error: unknown): Told {
  const name = error instanceof Error ? error.name : "";
  // The SDK calls a connection that was cut a timeout too; nobody has waited for anything.
  const cut = /^(ECONNRESET|EPIPE|ECONNREFUSED)$/.test(reasonOf(error));
  if (cut)
    return {
      code: "aws_unavailable",
      message: "AWS STS could not be reached, or cut the connection. Nothing was issued.",
      details: { reason: reasonOf(error) },
    };
  if (name === "TimeoutError" || name === "AbortError" || name === "RequestTimeout")
    return { code: "aws_timeout", message: "AWS STS did not answer in time. Try again; nothing was issued." };
  const status = statusOf(error);
  if (status === 429)
    return {
      code: "aws_throttled",
      message: "AWS STS is refusing requests for a moment. Try again in a minute.",
    };
  return {
    code: "aws_unavailable",
    message: "AWS STS could not be reached, or answered with something that is not STS. Nothing was issued.",
    details: { reason: status === null ? reasonOf(error) : `http_${status}` },
  };
}

function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return null;
  const metadata = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return null;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : null;
}

/** A system error's code such as ECONNREFUSED; a class name otherwise. Never a message. */
function reasonOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; depth < 4 && at instanceof Error; depth += 1, at = at.cause)
    if ("code" in at && typeof at.code === "string" && /^[A-Z_]{3,40}$/.test(at.code)) return at.code;
  return error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : "unknown";
}
