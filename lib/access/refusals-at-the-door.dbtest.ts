import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, test } from "vitest";
import { cookieNames, cookieSecret } from "#lib/auth/sign-in-cookie.ts";
import { openSignIn } from "#lib/auth/sign-in-sessions.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { assignNewRole } from "#lib/testing/test-catalogue.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { POST as openConsoleRoute } from "../../app/api/roles/[roleId]/console/route.ts";
import { POST as issueCredentialsRoute } from "../../app/api/roles/[roleId]/credentials/route.ts";

testAws();
testDatabase();

let member: Viewer;
let roleId = "";
let cookie = "";
beforeAll(async () => {
  member = await addViewer("member");
  roleId = (await assignNewRole(await addViewer("owner"), member, testRoleArn("OneHour"))).role.id;
  const { sid } = await openSignIn(db(), {
    personId: member.personId,
    method: "password",
    origin: testRequest,
  });
  const token = await encode({ token: { sub: member.personId, sid }, secret: cookieSecret() });
  cookie = `${cookieNames().sessionToken}=${token}`;
});

const verbs = { credentials: issueCredentialsRoute, console: openConsoleRoute };

test.each<[keyof typeof verbs, string, string, string, string]>([
  ["credentials", "own", `{"format":"zsh"}`, "invalid_input", "request.refused"],
  ["credentials", "own", `{"durationSeconds":"900"}`, "invalid_input", "request.refused"],
  ["console", "own", `{"durationSeconds":"900"}`, "invalid_input", "request.refused"],
  ["credentials", "own", `{"format":`, "malformed_json", "request.refused"],
  ["console", "own", `{"region":`, "malformed_json", "request.refused"],
  ["credentials", "own", `{"region":"${"x".repeat(70_000)}"}`, "body_too_large", "request.refused"],
  ["console", "own", `{"region":"${"x".repeat(70_000)}"}`, "body_too_large", "request.refused"],
  ["credentials", "own", `{"durationSeconds":1}`, "duration_out_of_range", "role.assume.refused"],
  ["console", "own", `{"region":"moon-west-1"}`, "region_unknown", "role.assume.refused"],
  ["credentials", "nobody's", "{}", "role_not_assigned", "role.assume.refused"],
  ["credentials", "nobody's", `{"format":"unset-bash"}`, "role_not_assigned", "role.assume.refused"],
  ["console", "nobody's", "{}", "role_not_assigned", "role.assume.refused"],
])("%s of %s role with %.40s is refused with %s, on record once", async (verb, whose, body, code, event) => {
  const before = await lastSequence();
  const asked = whose === "own" ? roleId : "no-such-role";
  const request = new NextRequest(`${env().GENKAN_URL}/api/roles/${asked}/${verb}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: env().GENKAN_URL, Cookie: cookie },
    body,
  });
  const response = await verbs[verb](request, { params: Promise.resolve({ roleId: asked }) });
  expect((await response.json()).error.code).toBe(code);
  const events = await eventsAfter(before);
  expect(events.map((made) => [made.event, made.viewerId, made.fields.code])).toEqual([
    [event, member.personId, code],
  ]);
});
