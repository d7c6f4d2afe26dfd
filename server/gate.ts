import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { startUrlIdentifier } from "#lib/clients/start-url.ts";

/** What the gate knows of the portal's address. */
export type GateOptions = { origin: string; clientAddress: (request: IncomingMessage) => string };

type Refusal = { status: number; code: string; message: string; headers?: Record<string, string> };

const known = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

// Headers that a framework or a proxy would believe, in any spelling: they come from nobody we trust.
const dropped =
  /^(forwarded|x[-_]forwarded[-_].*|x[-_]real[-_]ip|x[-_]original[-_].*|x[-_]rewrite[-_].*|x[-_]middleware.*|x[-_]nextjs[-_].*|x[-_]next[-_].*|x[-_]invoke[-_].*|x[-_]matched[-_]path|x[-_]vercel[-_].*|x[-_]now[-_].*|x[-_]genkan[-_].*|x[-_]nonce|x[-_]http[-_]method.*|next[-_]resume.*|next[-_]action|content[-_]security[-_]policy.*)$/i;

/**
 * Stands in front of the framework: settles method, path and headers before it sees a request, and puts the
 * security headers on whatever answers.
 * @returns true when the request was answered here
 */
export function passGate(request: IncomingMessage, response: ServerResponse, options: GateOptions): boolean {
  const requestId = randomUUID();
  const address = options.clientAddress(request);
  for (const name of Object.keys(request.headers)) if (dropped.test(name)) delete request.headers[name];
  for (const [name, value] of Object.entries(securityHeaders(options.origin)))
    response.setHeader(name, value);
  response.setHeader("X-Request-Id", requestId);

  const refusal = inspect(request);
  if (refusal) {
    answer(request, response, refusal, requestId);
    return true;
  }
  const elsewhere = canonicalLocation(request, options.origin);
  if (elsewhere) {
    response.writeHead(307, { Location: elsewhere, "Cache-Control": "no-store" });
    response.end();
    return true;
  }
  if (request.method === "HEAD" && isStartPath(request.url)) {
    response.writeHead(302, { Location: startUrlIdentifier(options.origin), "Cache-Control": "no-store" });
    response.end();
    return true;
  }

  const url = request.url ?? "/";
  const path = url.split("?")[0] ?? "/";
  request.headers["x-genkan-request-id"] = requestId;
  request.headers["x-genkan-address"] = address;
  request.headers["x-genkan-path"] = url.slice(0, 2000);
  request.headers.host = new URL(options.origin).host;
  if (!path.startsWith("/_next/static/")) response.setHeader("Cache-Control", "no-store");
  if (!isMachinePath(path)) {
    const nonce = randomBytes(16).toString("base64");
    const policy = contentSecurityPolicy(nonce);
    request.headers["content-security-policy"] = policy;
    request.headers["x-nonce"] = nonce;
    response.setHeader("Content-Security-Policy", policy);
  } else response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  return false;
}

/** What programs speak to: the API, and what stock AWS clients ask. */
function isMachinePath(path: string): boolean {
  return path.startsWith("/api/") || path.startsWith("/aws/");
}

const isStartPath = (url: string | undefined) => /^\/start\/?(\?|$)/.test(url ?? "");

/** The page policy: our own scripts by nonce, no inline style, nothing from elsewhere, never in a frame. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

function securityHeaders(origin: string): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(origin.startsWith("https:") && {
      "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    }),
  };
}

function inspect(request: IncomingMessage): Refusal | null {
  const method = request.method ?? "";
  const url = request.url ?? "";
  if (!known.has(method)) return notAllowed("GET, HEAD, POST, PUT, PATCH, DELETE");
  if (url.length > 8192) return { status: 414, code: "bad_request", message: "The address is too long." };
  if (!isPlainPath(url)) return { status: 400, code: "bad_request", message: "The address is malformed." };
  const { origin } = request.headers;
  if (
    origin !== undefined &&
    origin !== "null" &&
    !(URL.canParse(origin) && new URL(origin).origin === origin)
  )
    return { status: 400, code: "header_malformed", message: "The Origin header is malformed." };
  const path = url.split("?")[0] ?? "/";
  if (!isMachinePath(path) && method !== "GET" && method !== "HEAD") return notAllowed("GET, HEAD");
  if (path.startsWith("/_next/image") || path.startsWith("/_next/data"))
    return { status: 404, code: "not_found", message: "There is nothing at this address." };
  return null;
}

function notAllowed(allow: string): Refusal {
  return {
    status: 405,
    code: "method_not_allowed",
    message: `This address answers ${allow}.`,
    headers: { Allow: allow },
  };
}

/**
 * One leading slash, valid percent-encoding, no backslash and no control character, and no dot segment, which would
 * be another address by the time it is routed: each encoded or not.
 */
function isPlainPath(url: string): boolean {
  if (!url.startsWith("/") || url.startsWith("//")) return false;
  const path = url.split("?")[0] ?? "";
  try {
    const plain = decodeURIComponent(path);
    return !/[\\\p{Cc}]|\/\.{1,2}(\/|$)/u.test(plain) && !decodeURIComponent(url).includes("\u0000");
  } catch {
    return false;
  }
}

/** On loopback, 127.0.0.1 and localhost are different origins to a browser: lead people to the configured one. */
function canonicalLocation(request: IncomingMessage, origin: string): string | null {
  const wanted = new URL(origin);
  const given = request.headers.host ?? wanted.host;
  if (given === wanted.host || request.method !== "GET" || !loopback.has(wanted.hostname)) return null;
  if (!URL.canParse(`http://${given}`)) return null;
  const url = new URL(`http://${given}`);
  if (!loopback.has(url.hostname) || url.port !== wanted.port) return null;
  return new URL(request.url ?? "/", origin).toString();
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  requestId: string,
): void {
  const { status, code, message, headers } = refusal;
  const body = JSON.stringify({ error: { code, message, requestId } });
  response.writeHead(status, {
    ...headers,
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    // A body that nobody reads must not be taken for the next request.
    Connection: "close",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
