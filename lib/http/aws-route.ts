import type { NextRequest } from "next/server";
import { requestOrigin } from "#lib/auth/request-origin.ts";
import type { RequestOrigin, Viewer } from "#lib/auth/viewer.ts";
import { AwsException, isAwsException } from "#lib/clients/aws-exception.ts";
import { findClientViewer } from "#lib/clients/find-client-viewer.ts";
import { refuseClientToken } from "#lib/clients/refuse-client-token.ts";
import { AppError } from "#lib/errors.ts";
import { asAwsException, awsErrorResponse } from "./aws-error-response.ts";
import { bearerOf, findBearer } from "./bearer.ts";
import { checkSameOrigin, saysNoOrigin } from "./check-same-origin.ts";
import {
  askedOf,
  everyMethod,
  finishAnswer,
  logRefusal,
  type methods,
  type RouteHandler,
} from "./finish-answer.ts";
import { readBody } from "./read-body.ts";
import type { Asked } from "./route.ts";

type Answer = Response | object | undefined;

/** Identity Center's sign-in operations: whoever asks proves themselves in the body, or not at all. */
type SignInOperation = { viewer: "anyone"; run: (asked: Asked<null>) => Promise<Answer> };
/** Identity Center's portal operations: an AWS client's access token in `x-amz-sso_bearer_token`. */
type PortalOperation = { viewer: "client"; run: (asked: Asked<Viewer>) => Promise<Answer> };
/** What hands out credentials: a person's access token in `Authorization`, as it is or as a Bearer. */
type CredentialsOperation = { viewer: "token"; run: (asked: Asked<Viewer>) => Promise<Answer> };

export type AwsHandler = SignInOperation | PortalOperation | CredentialsOperation;
type AwsMethod = "GET" | "POST";

/**
 * The door for what stock AWS clients speak: method allow-list, token, bounded body, and refusals in AWS's shapes.
 * It reads no cookie, so that no other site's page can ask anything in a person's name.
 * @param handlers by method; every method not named answers 405
 */
export function awsRoute(
  handlers: Partial<Record<AwsMethod, AwsHandler>>,
): Record<(typeof methods)[number], RouteHandler> {
  const allow = Object.keys(handlers).join(", ");
  const kind = Object.values(handlers)[0]?.viewer ?? "client";
  const answer: RouteHandler = async (request, context) => {
    const startedAt = performance.now();
    const origin = requestOrigin(request.headers);
    let viewer: Viewer | null = null;
    let response: Response;
    try {
      const handler = Object.entries(handlers).find(([method]) => method === request.method)?.[1];
      if (!handler) throw new AppError("method_not_allowed", `This address answers ${allow}.`);
      // AWS's clients say nothing of where they are; what a browser sends from another site, they did not.
      if (request.method !== "GET" && !saysNoOrigin(request.headers)) checkSameOrigin(request.headers);
      if (handler.viewer === "client") viewer = await clientViewer(request, origin);
      else if (handler.viewer === "token") viewer = await tokenViewer(request, origin);
      response = await serve(handler, viewer, request, { origin, params: await context.params });
    } catch (thrown) {
      const refusal = isAwsException(thrown) ? thrown : asAwsException(thrown, origin.requestId, kind);
      response = awsErrorResponse(refusal, kind);
      if (response.status === 405) response.headers.set("Allow", allow);
      logRefusal(refusal.exception, { request, origin, viewer, startedAt });
    }
    // Where SDKs look for what they print with a failure, and what people then ask about.
    response.headers.set("x-amzn-RequestId", origin.requestId);
    return finishAnswer(response, { request, origin, viewer, startedAt });
  };
  return everyMethod(answer);
}

async function clientViewer(request: NextRequest, origin: RequestOrigin): Promise<Viewer> {
  const token = request.headers.get("x-amz-sso_bearer_token");
  if (token === null)
    throw new AwsException(
      "UnauthorizedException",
      "The header x-amz-sso_bearer_token is missing. If the client sent it, a proxy in front of the portal drops it: nginx needs underscores_in_headers on.",
    );
  return (await findClientViewer(token, origin)) ?? refuseClientToken(origin, askedOf(request));
}

/** Container clients send the token as it is, https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
async function tokenViewer(request: NextRequest, origin: RequestOrigin): Promise<Viewer> {
  const token = bearerOf(request.headers) ?? request.headers.get("authorization")?.trim();
  if (!token)
    throw new AwsException(
      "UnauthorizedException",
      "The header Authorization is missing: it holds an access token of this portal.",
    );
  const viewer = await findBearer(token, origin, askedOf(request));
  const scopes = viewer.accessToken?.scopes ?? [];
  if (scopes.includes("roles:credentials") || scopes.includes("roles:use")) return viewer;
  throw new AppError("token_scope_missing", "The access token lacks the scope roles:credentials.", {
    details: { scope: "roles:credentials" },
  });
}

async function serve(
  handler: AwsHandler,
  viewer: Viewer | null,
  request: NextRequest,
  at: { origin: RequestOrigin; params: unknown },
): Promise<Response> {
  const { origin, params } = at;
  const body = request.method === "GET" ? {} : await readBody(request, ["json"]);
  const common = {
    params: params !== null && typeof params === "object" ? Object.fromEntries(Object.entries(params)) : {},
    query: request.nextUrl.searchParams,
    body,
    origin,
    request,
  };
  let answer: Answer;
  if (handler.viewer === "anyone") answer = await handler.run({ ...common, viewer: null });
  else if (viewer) answer = await handler.run({ ...common, viewer });
  else throw new AwsException("UnauthorizedException", "Sign in first.");
  if (answer instanceof Response) return answer;
  return answer === undefined ? new Response(null, { status: 200 }) : Response.json(answer);
}
