import type { NextRequest } from "next/server";
import { wasRecorded } from "#lib/audit/recorded-refusals.ts";
import { recordAlone } from "#lib/audit/transact.ts";
import { requestOrigin } from "#lib/auth/request-origin.ts";
import { cookieNames, readSignInToken } from "#lib/auth/sign-in-cookie.ts";
import { findViewer } from "#lib/auth/sign-in-sessions.ts";
import { actorOf, type RequestOrigin, type Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";
import { type AcceptedScope, bearerOf, challengeOf, findBearer, requireScope } from "./bearer.ts";
import { checkSameOrigin, saysNoOrigin } from "./check-same-origin.ts";
import { asAppError, errorResponse } from "./error-response.ts";
import {
  askedOf,
  everyMethod,
  finishAnswer,
  logRefusal,
  type methods,
  type RouteHandler,
} from "./finish-answer.ts";
import { type BodyKind, readBody } from "./read-body.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a handler is given: everything read once, bounded, and nothing believed. */
export type Asked<V> = {
  viewer: V;
  params: Readonly<Record<string, string | readonly string[]>>;
  query: URLSearchParams;
  body: Readonly<Record<string, unknown>>;
  origin: RequestOrigin;
  request: NextRequest;
};

type Answer = Response | object | undefined;

type PublicHandler = {
  viewer: "anyone";
  body?: readonly BodyKind[];
  /** What stands for the Origin of a program that sends none: a proof that another site's page cannot have. */
  ownProof?: (asked: Asked<null>) => boolean;
  run: (asked: Asked<null>) => Promise<Answer>;
};

type SignedInHandler = {
  viewer: "signed-in";
  /** The scope that an access token needs here, or one of several. Without one this takes a browser's sign-in only. */
  scope?: AcceptedScope;
  body?: readonly BodyKind[];
  run: (asked: Asked<Viewer>) => Promise<Answer>;
};

export type Handler = PublicHandler | SignedInHandler;

/**
 * The one door: method allow-list, same origin or a bearer token, viewer, bounded body, coded errors, `no-store`. Verbs behind it
 * authorize and parse for themselves.
 * @param handlers by method; every method not named answers 405
 */
export function route(
  handlers: Partial<Record<Method, Handler>>,
): Record<(typeof methods)[number], RouteHandler> {
  const allow = Object.keys(handlers).join(", ");
  const answer: RouteHandler = async (request, context) => {
    const startedAt = performance.now();
    const origin = requestOrigin(request.headers);
    let viewer: Viewer | null = null;
    let response: Response;
    try {
      const handler = handlerOf(handlers, request.method, allow);
      // A bearer counts alone, whatever cookie comes with it. No other site's page can make a browser send one.
      const bearer = handler.viewer === "signed-in" ? bearerOf(request.headers) : null;
      const proofDecides = bearer !== null || ("ownProof" in handler && saysNoOrigin(request.headers));
      if (request.method !== "GET" && !proofDecides) checkSameOrigin(request.headers);
      if (bearer !== null) viewer = await findBearer(bearer, origin, askedOf(request));
      else if (handler.viewer === "signed-in") viewer = await signedInViewer(request, origin);
      if (viewer && handler.viewer === "signed-in") requireScope(viewer, handler.scope);
      response = await serve(handler, viewer, { request, origin, params: await paramsOf(context) });
    } catch (thrown) {
      const error = await settle(thrown, { viewer, origin, request });
      const headers = { ...challengeOf(error), ...(error.status === 405 && { Allow: allow }) };
      response = errorResponse(error, origin.requestId, headers);
      logRefusal(error.code, { request, origin, viewer, startedAt });
    }
    return finishAnswer(response, { request, origin, viewer, startedAt });
  };
  return everyMethod(answer);
}

function handlerOf(handlers: Partial<Record<Method, Handler>>, method: string, allow: string): Handler {
  const handler = Object.entries(handlers).find(([name]) => name === method)?.[1];
  if (!handler) throw new AppError("method_not_allowed", `This address answers ${allow}.`);
  return handler;
}

async function signedInViewer(request: NextRequest, origin: RequestOrigin): Promise<Viewer> {
  const token = await readSignInToken(request.cookies.get(cookieNames().sessionToken)?.value);
  const viewer = token && (await findViewer(token, origin));
  if (!viewer) throw new AppError("sign_in_required", "Sign in first.");
  return viewer;
}

type Circumstances = { request: NextRequest; origin: RequestOrigin; params: Asked<null>["params"] };

async function serve(handler: Handler, viewer: Viewer | null, at: Circumstances): Promise<Response> {
  const { request, origin, params } = at;
  const body = request.method === "GET" ? {} : await readBody(request, handler.body ?? ["json"]);
  const common = { params, body, origin, request, query: request.nextUrl.searchParams };
  let answer: Answer;
  if (handler.viewer === "anyone") {
    const proven = request.method === "GET" || !saysNoOrigin(request.headers);
    if (!proven && !handler.ownProof?.({ ...common, viewer: null })) checkSameOrigin(request.headers);
    answer = await handler.run({ ...common, viewer: null });
  } else if (viewer) answer = await handler.run({ ...common, viewer });
  else throw new AppError("sign_in_required", "Sign in first.");
  if (answer instanceof Response) return answer;
  return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
}

async function paramsOf(context: { params: Promise<unknown> }): Promise<Asked<null>["params"]> {
  const params = await context.params;
  return params !== null && typeof params === "object" ? Object.fromEntries(Object.entries(params)) : {};
}

type Refused = { viewer: Viewer | null; origin: RequestOrigin; request: NextRequest };

/** A signed-in person's refused change is recorded, once. When it cannot be, that is the answer. */
async function settle(thrown: unknown, at: Refused): Promise<AppError> {
  const error = asAppError(thrown, at.origin.requestId);
  if (!at.viewer || at.request.method === "GET" || wasRecorded(thrown) || error.status >= 500) return error;
  try {
    await recordAlone(actorOf(at.viewer), {
      event: "request.refused",
      outcome: "refused",
      fields: { code: error.code, ...askedOf(at.request) },
    });
    return error;
  } catch (failed) {
    return asAppError(failed, at.origin.requestId);
  }
}
