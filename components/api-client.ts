import { inOrder } from "./in-order.ts";

export type ApiFailure = {
  ok: false;
  /** A code of the API, or `network_failed` or `unreadable_answer` of this client. */
  code: string;
  message: string;
  requestId: string | null;
  details: Readonly<Record<string, unknown>>;
};

export type ApiResult<Data> = { ok: true; data: Data } | ApiFailure;

/** Characters; a character has three bytes at most. */
const mostKeptAlive = 20_000;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One call of the JSON API of this origin. Changes of one thing reach it in the order in which they were asked for.
 * Never throws, except when `signal` aborts.
 */
export async function callApi<Data>(
  method: Method,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<ApiResult<Data>> {
  const text = method === "GET" ? null : JSON.stringify(body ?? {});
  const call = () =>
    send<Data>(path, {
      method,
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      ...(text === null ? {} : { body: text }),
      // A change goes on when the page that asked for it is left; browsers let 64 KiB do so, and refuse more.
      keepalive: text !== null && text.length < mostKeptAlive,
      ...(signal === undefined ? {} : { signal }),
    });
  return method === "PUT" || method === "PATCH" ? inOrder(path, call) : call();
}

/** The same for the sign-in endpoints, which take forms. */
export async function postForm<Data>(path: string, fields: Record<string, string>): Promise<ApiResult<Data>> {
  return send<Data>(path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
    body: new URLSearchParams(fields).toString(),
  });
}

async function send<Data>(path: string, init: RequestInit): Promise<ApiResult<Data>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { ...init, credentials: "same-origin", cache: "no-store" });
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return failure("network_failed");
  }
  const answer = parse(text);
  if (response.ok) {
    // What our own API answers with is typed by the caller.
    return answer.ok ? { ok: true, data: answer.value as Data } : failure("unreadable_answer");
  }
  return answer.ok ? readFailure(answer.value) : failure("unreadable_answer");
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  if (text === "") return { ok: true, value: null };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function readFailure(answer: unknown): ApiFailure {
  const error = field(answer, "error");
  const code = field(error, "code");
  if (typeof code !== "string" || !/^[a-z_]{1,64}$/.test(code)) return failure("unreadable_answer");
  const message = field(error, "message");
  const requestId = field(error, "requestId");
  const details = field(error, "details");
  return {
    ok: false,
    code,
    message: typeof message === "string" ? message : "",
    requestId: typeof requestId === "string" ? requestId : null,
    details: typeof details === "object" && details !== null ? { ...details } : {},
  };
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function failure(code: string): ApiFailure {
  return { ok: false, code, message: "", requestId: null, details: {} };
}
