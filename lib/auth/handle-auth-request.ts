import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { env } from "#lib/env.ts";
import { AppError, isAppError } from "#lib/errors.ts";
import { nextAuthOptions, type SignInOutcome } from "./next-auth-options.ts";
import { safeCallbackPath } from "./safe-callback-path.ts";
import { cookieNames, invitationCookieName, isSecureOrigin, readSignInToken } from "./sign-in-cookie.ts";
import { endSignIns, findViewer } from "./sign-in-sessions.ts";
import { actorOf, type RequestOrigin } from "./viewer.ts";

/** One request to /api/auth/*, taken apart and bounded by the door. */
export type AuthRequest = {
  method: string;
  /** The path after /api/auth/. */
  segments: readonly string[];
  query: URLSearchParams;
  /** Fields of the form or JSON body. */
  body: Readonly<Record<string, unknown>>;
  cookies: Readonly<Record<string, string>>;
  origin: RequestOrigin;
};

type Action = { method: "GET" | "POST"; path: string };

// Of all that next-auth answers, what the portal uses. Its own pages are not among it.
const actions: readonly Action[] = [
  { method: "GET", path: "csrf" },
  { method: "GET", path: "providers" },
  { method: "GET", path: "session" },
  { method: "POST", path: "callback/credentials" },
  { method: "POST", path: "signin/oidc" },
  { method: "GET", path: "callback/oidc" },
  { method: "POST", path: "signout" },
];

/**
 * next-auth behind a wall: only known actions, only strings, only this origin's callback URLs, only the cookies it
 * owns; its redirects with an error become coded errors.
 * @throws AppError with the code of whatever was refused
 */
export async function handleAuthRequest(request: AuthRequest): Promise<Response> {
  const path = request.segments.join("/");
  const known = actions.filter((action) => action.path === path);
  if (known.length === 0) throw new AppError("not_found", "There is nothing at this address.");
  if (!known.some((action) => action.method === request.method))
    throw new AppError("method_not_allowed", `Use ${known.map((action) => action.method).join(", ")}.`);
  if (path === "session") return describeSession(request);
  if (path.endsWith("/oidc") && !env().GENKAN_OIDC_ISSUER)
    throw new AppError("not_found", "No identity provider is configured.");
  if (path === "signout") return signOut(request);

  const outcome: SignInOutcome = {};
  const response = await callNextAuth(request, outcome);
  if (path.endsWith("/oidc")) keepInvitation(request, response);
  const refused = path === "callback/credentials" ? response.status >= 400 : await leadsToAnError(response);
  const mustSignIn = path === "callback/credentials" || outcome.error !== undefined;
  if (refused || (mustSignIn && !outcome.signedIn)) {
    const error = toAppError(outcome.error, path);
    if (request.method === "GET") return backToSignIn(error, response);
    throw error;
  }
  return response;
}

async function callNextAuth(request: AuthRequest, outcome: SignInOutcome): Promise<Response> {
  const body = strings(request.body);
  const callbackUrl = `${env().GENKAN_URL}${safeCallbackPath(body["callbackUrl"] ?? request.query.get("callbackUrl"))}`;
  const owned = new Set<string>([...Object.values(cookieNames()), invitationCookieName()]);
  const cookies: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.cookies)) if (owned.has(name)) cookies[name] = value;
  const callbackCookie = cookieNames().callbackUrl;
  cookies[callbackCookie] = `${env().GENKAN_URL}${safeCallbackPath(cookies[callbackCookie])}`;
  const posted = request.method === "POST";

  const headers = new Headers();
  let status = 200;
  let answer: string | null = null;
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    getHeader: (name: string) =>
      name.toLowerCase() === "set-cookie" ? headers.getSetCookie() : headers.get(name),
    setHeader(name: string, value: string | string[]) {
      headers.delete(name);
      for (const item of [value].flat()) headers.append(name, item);
      return response;
    },
    json(value: unknown) {
      headers.set("Content-Type", "application/json");
      answer = JSON.stringify(value);
    },
    send(value: unknown) {
      answer = typeof value === "string" || value === undefined ? (value ?? null) : JSON.stringify(value);
    },
    end: () => undefined,
  };
  const query = {
    ...Object.fromEntries(request.query),
    ...(request.query.has("callbackUrl") && { callbackUrl }),
    nextauth: [...request.segments],
  };
  const incoming = {
    method: request.method,
    query,
    body: posted ? { ...body, callbackUrl } : {},
    cookies,
    headers: { host: new URL(env().GENKAN_URL).host },
  };
  const invitation = cookies[invitationCookieName()] ?? null;
  const options = nextAuthOptions(request.origin, outcome, invitation);
  await NextAuth(asApiRequest(incoming), asApiResponse(response), options);
  return new Response(answer, { status, headers });
}

/**
 * An invitation belongs to the sign-in that began with it, and to no other that this browser begins: it is kept in a
 * cookie from the form that starts until the provider's answer, whatever that is.
 */
function keepInvitation(request: AuthRequest, response: Response): void {
  const name = invitationCookieName();
  const given = request.method === "POST" ? request.body["invitation"] : undefined;
  const token = typeof given === "string" && /^[\w-]{1,200}$/.test(given) ? given : "";
  if (token === "" && request.cookies[name] === undefined) return;
  const life = `Max-Age=${token === "" ? 0 : 900}${isSecureOrigin() ? "; Secure" : ""}`;
  response.headers.append("Set-Cookie", `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; ${life}`);
}

/** next-auth reads method, query, body, cookies and headers of a Pages request, all of which are here. */
function asApiRequest(incoming: object): NextApiRequest {
  return incoming as NextApiRequest;
}

/** next-auth calls status, getHeader, setHeader, json, send and end of a Pages response, all of which are here. */
function asApiResponse(response: object): NextApiResponse {
  return response as NextApiResponse;
}

function strings(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** next-auth tells an error with an address of this origin: in a header, or in the body of who asked for JSON. */
async function leadsToAnError(response: Response): Promise<boolean> {
  if (response.status >= 400) return true;
  const address = response.headers.get("location") ?? (await addressInBody(response.clone()));
  if (address === null || !URL.canParse(address, env().GENKAN_URL)) return false;
  const url = new URL(address, env().GENKAN_URL);
  const ours = url.origin === new URL(env().GENKAN_URL).origin;
  return ours && (url.searchParams.has("error") || url.searchParams.has("csrf"));
}

async function addressInBody(response: Response): Promise<string | null> {
  if (response.headers.get("content-type") !== "application/json") return null;
  const body: unknown = await response.json();
  const named = typeof body === "object" && body !== null && "url" in body ? body.url : null;
  return typeof named === "string" ? named : null;
}

function toAppError(error: unknown, path: string): AppError {
  if (isAppError(error)) return error;
  if (path.endsWith("oidc") && error !== undefined)
    return new AppError(
      "identity_provider_failed",
      "The identity provider could not be reached or its answer was refused. Try again.",
    );
  if (path.endsWith("oidc")) return new AppError("sign_in_refused", "Signing in was refused. Start again.");
  return new AppError("sign_in_failed", "This sign-in form has expired. Load the page again.");
}

function backToSignIn(error: AppError, response: Response): Response {
  const headers = new Headers({ Location: `/sign-in?error=${error.code}` });
  for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 302, headers });
}

async function viewerOf(request: AuthRequest) {
  const token = await readSignInToken(request.cookies[cookieNames().sessionToken]);
  return token ? findViewer(token, request.origin) : null;
}

async function describeSession(request: AuthRequest): Promise<Response> {
  const viewer = await viewerOf(request);
  return Response.json(
    viewer ? { user: { name: viewer.name, email: viewer.email, role: viewer.portalRole } } : {},
  );
}

/** Ends the row, so that the cookie is worth nothing wherever it was copied to, and wipes what the browser kept. */
async function signOut(request: AuthRequest): Promise<Response> {
  const viewer = await viewerOf(request);
  if (viewer)
    await transact(async (tx) => {
      const ended = await endSignIns(tx, { id: viewer.signInId, personId: viewer.personId });
      if (ended > 0)
        recordEvent(tx, actorOf(viewer), {
          event: "sign_in.ended",
          outcome: "done",
          subjectId: viewer.personId,
        });
    });
  const secure = isSecureOrigin() ? "; Secure" : "";
  const headers = new Headers({ "Clear-Site-Data": '"cache", "storage"' });
  headers.append(
    "Set-Cookie",
    `${cookieNames().sessionToken}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure}`,
  );
  return Response.json({ url: "/sign-in?signedOut=1" }, { headers });
}
