import { NextRequest } from "next/server";
import { beforeEach, expect, test } from "vitest";
import { gateHeaders } from "#lib/auth/request-origin.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { AwsException, type AwsExceptionName, awsExceptions } from "#lib/clients/aws-exception.ts";
import { endOwnClientSignIn } from "#lib/clients/end-client-sign-in.ts";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { signInClient } from "#lib/testing/client-sign-ins.ts";
import { testDatabase, testOrigin } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { addAccessToken } from "#lib/tokens/add-access-token.ts";
import { awsRoute } from "./aws-route.ts";

testDatabase();

let person: Viewer;
beforeEach(async () => {
  person = await addViewer();
});

const whoami = async ({ viewer }: { viewer: Viewer }) => ({ personId: viewer.personId });
const portal = awsRoute({
  GET: { viewer: "client", run: whoami },
  POST: { viewer: "client", run: async () => undefined },
});
const container = awsRoute({ GET: { viewer: "token", run: whoami } });
const echo = awsRoute({ POST: { viewer: "anyone", run: async ({ body }) => ({ body }) } });
const throwing = (viewer: "anyone" | "client", thrown: unknown) => {
  const run = async () => {
    throw thrown;
  };
  return awsRoute({ GET: viewer === "anyone" ? { viewer, run } : { viewer, run } });
};

type Door = ReturnType<typeof awsRoute>;

async function ask(door: Door, method: keyof Door, headers: Record<string, string> = {}, body?: string) {
  const request = new NextRequest(`${testOrigin}/aws/test`, {
    method,
    headers: {
      [gateHeaders.requestId]: "test-request",
      [gateHeaders.address]: testRequest.address,
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const response = await door[method](request, { params: Promise.resolve({}) });
  const text = await response.text();
  return {
    status: response.status,
    exception: response.headers.get("x-amzn-errortype"),
    headers: response.headers,
    text,
    json: text === "" ? undefined : JSON.parse(text),
  };
}

test("a client's access token is its person's, from the next call after its end nobody's", async () => {
  const { tokens, viewer } = await signInClient(person);
  const headers = { "x-amz-sso_bearer_token": tokens.accessToken };
  const answer = await ask(portal, "GET", headers);
  expect([answer.status, answer.json]).toEqual([200, { personId: person.personId }]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-request-id")).toBe("test-request");
  expect(await ask(portal, "POST", headers)).toMatchObject({ status: 200, text: "" });
  await endOwnClientSignIn(person, viewer.clientSignIn?.id ?? "");
  expect(await ask(portal, "GET", headers)).toMatchObject({
    status: 401,
    exception: "UnauthorizedException",
  });
});

test("without its header a client is told which setting of a proxy drops it", async () => {
  const answer = await ask(portal, "GET", { cookie: "genkan.sign-in=x", authorization: "Bearer x" });
  expect(answer).toMatchObject({ status: 401, exception: "UnauthorizedException" });
  expect(answer.json).toEqual({ message: expect.stringContaining("underscores_in_headers on") });
});

test("a bad token stays 401 however often it comes, and the log has it up to a limit", async () => {
  const before = await lastSequence();
  for (let each = 0; each < 24; each += 1)
    expect((await ask(portal, "GET", { "x-amz-sso_bearer_token": `genkan_sso_${each}` })).status).toBe(401);
  const events = await eventsAfter(before);
  expect(events.length).toBeLessThanOrEqual(21);
  expect(events[0]).toMatchObject({
    event: "request.refused",
    fields: { code: "token_invalid", path: "/aws/test" },
  });
});

test("a person's access token opens credentials as it is and as a Bearer, with a scope for them", async () => {
  const add = async (scope: string) => (await addAccessToken(person, { name: scope, scopes: [scope] })).token;
  for (const token of [await add("roles:credentials"), await add("roles:use")])
    for (const authorization of [token, `Bearer ${token}`])
      expect((await ask(container, "GET", { authorization })).json).toEqual({ personId: person.personId });
  const reading = await ask(container, "GET", { authorization: await add("catalogue:read") });
  expect(reading).toMatchObject({ status: 403, exception: "ForbiddenException" });
  const { tokens } = await signInClient(person);
  for (const headers of [{}, { authorization: "nonsense" }, { authorization: tokens.accessToken }])
    expect((await ask(container, "GET", headers)).status).toBe(401);
});

test("refusals of container credentials say code and message in the words of every SDK", async () => {
  const { json } = await ask(container, "GET");
  expect(json).toEqual({
    code: "UnauthorizedException",
    message: expect.any(String),
    Code: "UnauthorizedException",
    Message: json.message,
  });
});

test("every exception has its status and its header, and no code in the body", async () => {
  const { tokens } = await signInClient(person);
  for (const [name, { status, error }] of Object.entries(awsExceptions)) {
    const thrown = new AwsException(name as AwsExceptionName, "why");
    const told = await ask(throwing("anyone", thrown), "GET");
    expect.soft(told, name).toMatchObject({ status, exception: name });
    expect.soft(told.json, name).toEqual({ error, error_description: "why", message: "why" });
    const portalTold = await ask(throwing("client", thrown), "GET", {
      "x-amz-sso_bearer_token": tokens.accessToken,
    });
    expect.soft(portalTold, name).toMatchObject({ status, exception: name, json: { message: "why" } });
    expect.soft(Object.keys(portalTold.json), name).toEqual(["message"]);
  }
});

test("the portal's own refusals are told as AWS's", async () => {
  const told: [ErrorCode, AwsExceptionName][] = [
    ["role_not_assigned", "ForbiddenException"],
    ["use_not_assigned", "ForbiddenException"],
    ["reason_required", "ForbiddenException"],
    ["second_factor_required", "ForbiddenException"],
    ["mfa_code_required", "ForbiddenException"],
    ["aws_not_allowed", "ForbiddenException"],
    ["issue_limit_reached", "TooManyRequestsException"],
    ["too_many_attempts", "TooManyRequestsException"],
    ["aws_throttled", "TooManyRequestsException"],
    ["invalid_input", "InvalidRequestException"],
    ["cursor_malformed", "InvalidRequestException"],
    ["token_invalid", "UnauthorizedException"],
    ["not_found", "ResourceNotFoundException"],
    ["audit_unavailable", "InternalServerException"],
    ["database_unavailable", "InternalServerException"],
    ["portal_busy", "InternalServerException"],
  ];
  const { tokens } = await signInClient(person);
  const token = { "x-amz-sso_bearer_token": tokens.accessToken };
  for (const [code, exception] of told) {
    const answer = await ask(throwing("client", new AppError(code, "Why.")), "GET", token);
    expect.soft(answer, code).toMatchObject({ status: awsExceptions[exception].status, exception });
  }
  // The model of signing in knows no 429.
  const often = await ask(throwing("anyone", new AppError("too_many_attempts", "Why.")), "GET");
  expect(often).toMatchObject({ status: 400, exception: "SlowDownException" });
  const unseen = await ask(throwing("anyone", new AppError("role_not_assigned", "Why.")), "GET");
  expect(unseen.json.message).toBe("No access");
  const actionable = await ask(throwing("anyone", new AppError("reason_required", "Why.")), "GET");
  expect(actionable.json.message).toBe(`Why. See ${testOrigin}`);
  const broken = await ask(throwing("anyone", new TypeError("a secret")), "GET");
  expect(broken).toMatchObject({ status: 500, exception: "InternalServerException" });
  expect(broken.text).not.toContain("secret");
});

test("methods that an address does not name, and bodies that are none, are refused", async () => {
  for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
    const answer = await ask(echo, method);
    expect.soft(answer, method).toMatchObject({ status: 405, exception: "MethodNotAllowedException" });
    expect.soft(answer.headers.get("allow"), method).toBe("POST");
  }
  const json = { "content-type": "application/json" };
  expect((await ask(echo, "POST", json, '{"a":1}')).json).toEqual({ body: { a: 1 } });
  expect((await ask(echo, "POST", json, "")).json).toEqual({ body: {} });
  expect((await ask(echo, "POST")).json).toEqual({ body: {} });
  for (const [headers, body] of [
    [json, "{"],
    [json, "[]"],
    [json, `"${"x".repeat(70_000)}"`],
    [{ "content-type": "text/plain" }, "{}"],
  ] as const)
    expect.soft(await ask(echo, "POST", headers, body)).toMatchObject({
      status: 400,
      exception: "InvalidRequestException",
    });
});
