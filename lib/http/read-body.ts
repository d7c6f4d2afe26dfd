import { AppError } from "#lib/errors.ts";

/** The most bytes a request body may have. */
export const bodyLimit = 65_536;
/** The same where whole files are sent: eight megabytes with what JSON adds. Next.js cuts bodies at ten. */
export const fileBodyLimit = 9 * 1024 * 1024;
const bodyDeadlineMs = 10_000;
/** No input of ours goes deeper than a few levels; code that walks values by calling itself breaks at thousands. */
const deepestNesting = 32;

/** `file-json` is JSON that holds a whole file. */
export type BodyKind = "json" | "file-json" | "form";

/**
 * Reads a body up to the limit and within the deadline, then parses it as its kind. A missing JSON body is `{}`.
 * @throws AppError `body_too_large`, `content_type_unsupported`, `malformed_json`, `bad_request`
 */
export async function readBody(
  request: Request,
  kinds: readonly BodyKind[],
): Promise<Record<string, unknown>> {
  const limit = kinds.includes("file-json") ? fileBodyLimit : bodyLimit;
  const declared = Number(request.headers.get("content-length") ?? "0");
  if (declared > limit) throw tooLarge(limit);
  const text = await readText(request, limit);
  if (text === "" && !request.headers.get("content-type")) return {};
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "application/json" && (kinds.includes("json") || kinds.includes("file-json")))
    return parseObject(text);
  if (type === "application/x-www-form-urlencoded" && kinds.includes("form"))
    return withoutNul(Object.fromEntries(new URLSearchParams(text)));
  throw new AppError(
    "content_type_unsupported",
    kinds.includes("form")
      ? "Send application/x-www-form-urlencoded or application/json."
      : "Send the body as application/json.",
  );
}

function tooLarge(limit: number): AppError {
  const told = limit === bodyLimit ? "64 kB" : "9 MB";
  return new AppError("body_too_large", `The request body is over ${told}.`);
}

async function readText(request: Request, limit: number): Promise<string> {
  if (!request.body) return "";
  const reader = request.body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel("deadline").catch(() => undefined);
  }, bodyDeadlineMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > limit) {
        await reader.cancel("too large").catch(() => undefined);
        throw tooLarge(limit);
      }
      chunks.push(value);
    }
    // A cancelled read ends like a whole one: half a body must not pass for all of it.
    if (late) throw new AppError("bad_request", "The request body did not arrive in time.");
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("bad_request", "The request body could not be read as UTF-8 text.");
  } finally {
    clearTimeout(timer);
  }
}

function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === "") return {};
  if (nesting(text) > deepestNesting)
    throw new AppError("malformed_json", "The request body is nested too deeply.");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("malformed_json", "The request body is not valid JSON.");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new AppError("invalid_input", "The request body must be a JSON object.");
  return withoutNul({ ...value });
}

/** PostgreSQL has no NUL in text, and nothing that people write has one. */
function withoutNul(body: Record<string, unknown>): Record<string, unknown> {
  if (hasNul(body)) throw new AppError("invalid_input", "The request body contains a NUL character.");
  return body;
}

function hasNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\u0000");
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).some(([name, member]) => name.includes("\u0000") || hasNul(member));
}

/** How deep the brackets outside of strings go. One pass: an expression that looks ahead would be quadratic. */
function nesting(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (inString && char === "\\") at += 1;
    else if (char === '"') inString = !inString;
    else if (inString) continue;
    else if (char === "{" || char === "[") deepest = Math.max(deepest, ++depth);
    else if (char === "}" || char === "]") depth -= 1;
  }
  return deepest;
}
