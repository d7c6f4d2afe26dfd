import type { NextRequest } from "next/server";
import type { RequestOrigin, Viewer } from "#lib/auth/viewer.ts";
import { log } from "#lib/log.ts";

export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export type RouteHandler = (request: NextRequest, context: { params: Promise<unknown> }) => Promise<Response>;

/** One handler for every method, so that none is answered by the framework. */
export function everyMethod(answer: RouteHandler): Record<(typeof methods)[number], RouteHandler> {
  return {
    GET: answer,
    HEAD: answer,
    POST: answer,
    PUT: answer,
    PATCH: answer,
    DELETE: answer,
    OPTIONS: answer,
  };
}

/** A request under way: who asked, as far as that is known by now, and since when. */
export type UnderWay = {
  request: NextRequest;
  origin: RequestOrigin;
  viewer: Viewer | null;
  /** By `performance.now()`. */
  startedAt: number;
};

/** Puts on an answer what all of them carry, and logs it. */
export function finishAnswer(response: Response, at: UnderWay): Response {
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Request-Id", at.origin.requestId);
  log({
    event: "request.answered",
    ...asker(at),
    ...askedOf(at.request),
    status: response.status,
    ms: Math.round((performance.now() - at.startedAt) * 10) / 10,
  });
  return response;
}

/** Logs why a request is refused, by the code that it is told. */
export function logRefusal(code: string, at: UnderWay): void {
  log({ event: "request.refused", ...asker(at), code });
}

/** What was asked, as it is logged and recorded. */
export function askedOf(request: NextRequest): { method: string; path: string } {
  return { method: request.method, path: request.nextUrl.pathname.slice(0, 200) };
}

const asker = ({ origin, viewer }: UnderWay) => ({
  requestId: origin.requestId,
  ...(viewer && { viewerId: viewer.personId }),
});
