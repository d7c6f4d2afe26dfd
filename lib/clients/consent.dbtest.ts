import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import {
  authorizeQuery,
  deviceRegistration,
  pkceRegistration,
  signInClient,
  startedDevice,
} from "#lib/testing/client-sign-ins.ts";
import { movedClock } from "#lib/testing/moved-clock.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { answerAuthorizationRequest } from "./answer-authorization-request.ts";
import { answerDeviceAuthorization } from "./answer-device-authorization.ts";
import { findDeviceAuthorization } from "./find-device-authorization.ts";
import { readAuthorizationRequest } from "./read-authorization-request.ts";
import { type Registration, registerClient } from "./register-client.ts";

testDatabase();
const clock = movedClock();

let person: Viewer;
beforeEach(async () => {
  await db().counter.deleteMany();
  person = await addViewer();
});

describe("what AWS CLI opens a browser with", () => {
  let client: Registration;
  let query: ReturnType<typeof authorizeQuery>["query"];
  beforeEach(async () => {
    client = await registerClient(testRequest, pkceRegistration);
    ({ query } = authorizeQuery(client.clientId));
  });

  test("tells who asks, since when, from where and for what, and changes nothing", async () => {
    const before = await everythingStored();
    expect(await readAuthorizationRequest(person, query)).toEqual({
      clientName: "botocore-client-acme",
      registeredAt: expect.any(String),
      registeredAddress: testRequest.address,
      scopes: ["sso:account:access"],
      lifeSeconds: 43_200,
      answersTo: "127.0.0.1:49152",
    });
    expect(await everythingStored()).toBe(before);
  });

  test("once allowed, sends a code and the client's own state to the port it listens at", async () => {
    const { answer, event } = await withEvent(() =>
      answerAuthorizationRequest(person, { decision: "allow", ...query, further: "ignored" }),
    );
    const to = new URL(answer.redirectTo);
    expect(`${to.origin}${to.pathname}`).toBe(query.redirect_uri);
    expect([...to.searchParams.keys()]).toEqual(["code", "state"]);
    expect(to.searchParams.get("state")).toBe(query.state);
    const code = to.searchParams.get("code") ?? "";
    expect(code).toMatch(/^[\w-]{43}$/);
    expect(event).toMatchObject({
      event: "client_sign_in.approved",
      viewerId: person.personId,
      fields: { clientId: client.clientId, method: "authorization_code", answersTo: "127.0.0.1:49152" },
    });
    expect(JSON.stringify([event, await everythingStored()])).not.toContain(code);
  });

  test("once denied, tells the client so and gives nothing", async () => {
    const codes = await db().authorizationCode.count();
    const { answer, event } = await withEvent(() =>
      answerAuthorizationRequest(person, { decision: "deny", ...query }),
    );
    expect(Object.fromEntries(new URL(answer.redirectTo).searchParams)).toEqual({
      error: "access_denied",
      state: query.state,
    });
    expect(event).toMatchObject({ event: "client_sign_in.denied", outcome: "refused" });
    expect(await db().authorizationCode.count()).toBe(codes);
  });

  test.each([
    ["an unknown client", { client_id: "unknown" }, "client_unknown"],
    ["no client", { client_id: undefined }, "authorization_request_malformed"],
    ["another path", { redirect_uri: "http://127.0.0.1:1/elsewhere" }, "redirect_uri_refused"],
    ["another loopback name", { redirect_uri: "http://localhost:1/oauth/callback" }, "redirect_uri_refused"],
    ["another machine", { redirect_uri: "http://192.0.2.9:1/oauth/callback" }, "redirect_uri_refused"],
    ["a query of its own", { redirect_uri: "http://127.0.0.1:1/oauth/callback?x" }, "redirect_uri_refused"],
    ["https", { redirect_uri: "https://127.0.0.1:1/oauth/callback" }, "redirect_uri_refused"],
    ["two redirects", { redirect_uri: ["http://127.0.0.1/oauth/callback"] }, "redirect_uri_refused"],
    ["a token asked for", { response_type: "token" }, "authorization_request_malformed"],
    ["a plain challenge", { code_challenge_method: "plain" }, "authorization_request_malformed"],
    ["no challenge", { code_challenge: undefined }, "authorization_request_malformed"],
    ["a short challenge", { code_challenge: "short" }, "authorization_request_malformed"],
    ["a scope not registered", { scopes: "sso:account:access admin" }, "authorization_request_malformed"],
    ["a state without end", { state: "x".repeat(2001) }, "authorization_request_malformed"],
  ])("is refused with %s", async (_, fields, code) => {
    const asked = { ...query, ...fields };
    await expectRefused(async () => readAuthorizationRequest(person, asked), code);
    await expectRefused(
      async () => answerAuthorizationRequest(person, { decision: "allow", ...asked }),
      code,
    );
  });

  test("is answered by a browser that is signed in, and by nothing else", async () => {
    const { viewer } = await signInClient(person);
    const token = {
      ...person,
      accessToken: { id: "t", scopes: ["roles:use"] as const, limitedToRoles: false },
    };
    const allow = { decision: "allow", ...query };
    for (const each of [viewer, token]) {
      await expectRefused(async () => readAuthorizationRequest(each, query), "token_not_accepted");
      await expectRefused(async () => answerAuthorizationRequest(each, allow), "token_not_accepted");
    }
    await expectRefused(async () => answerAuthorizationRequest(person, query), "invalid_input");
    await db().signIn.update({ where: { id: person.signInId }, data: { endedAt: now() } });
    await expectRefused(async () => answerAuthorizationRequest(person, allow), "sign_in_required");
  });

  test("of a registration that has ended is of an unknown client", async () => {
    clock.pass(90 * 86_400);
    await expectRefused(async () => readAuthorizationRequest(person, query), "client_unknown");
  });
});

describe("a user code", () => {
  let client: Registration;
  beforeEach(async () => {
    client = await registerClient(testRequest, deviceRegistration);
  });
  const wrong = "BCDF-GHJK";

  test("tells who waits and from where, however it is typed, and is not used up by looking", async () => {
    const { userCode } = await startedDevice(client, { ...testRequest, address: "198.51.100.7" });
    const expected = {
      clientName: "botocore-client-acme",
      registeredAddress: testRequest.address,
      address: "198.51.100.7",
      userAgent: "test",
      scopes: ["sso:account:access"],
      lifeSeconds: 43_200,
      sameAddress: false,
    };
    for (const typed of [userCode, userCode.toLowerCase(), ` ${userCode.replace("-", " ")} `])
      expect(await findDeviceAuthorization(person, { userCode: typed })).toMatchObject(expected);
    const near = { ...person, address: "198.51.100.7" };
    expect(await findDeviceAuthorization(near, { userCode })).toMatchObject({ sameAddress: true });
  });

  test("is answered once", async () => {
    for (const decision of ["allow", "deny"]) {
      const { userCode } = await startedDevice(client);
      const { event } = await withEvent(() => answerDeviceAuthorization(person, { userCode, decision }));
      expect(event).toMatchObject({
        event: decision === "allow" ? "client_sign_in.approved" : "client_sign_in.denied",
        viewerId: person.personId,
        fields: { clientId: client.clientId, method: "device_code", askedFrom: testRequest.address },
      });
      expect(await refusalCode(answerDeviceAuthorization(person, { userCode, decision: "allow" }))).toBe(
        "user_code_wrong",
      );
    }
    const { userCode } = await startedDevice(client);
    const answers = Array.from({ length: 4 }, () =>
      refusalCode(answerDeviceAuthorization(person, { userCode, decision: "allow" })),
    );
    expect((await Promise.all(answers)).filter((code) => code === "none")).toHaveLength(1);
  });

  test("that has ended is wrong", async () => {
    const { userCode } = await startedDevice(client);
    clock.pass(600);
    expect(await refusalCode(findDeviceAuthorization(person, { userCode }))).toBe("user_code_wrong");
  });

  test("that is wrong is recorded each time, and the fifth locks its person out for a quarter of an hour", async () => {
    const { userCode } = await startedDevice(client);
    const before = await lastSequence();
    for (let each = 0; each < 5; each += 1)
      expect(await refusalCode(findDeviceAuthorization(person, { userCode: wrong }))).toBe("user_code_wrong");
    expect(await eventsAfter(before)).toMatchObject(
      Array(5).fill({ event: "client_sign_in.refused", viewerId: person.personId }),
    );
    for (let each = 0; each < 3; each += 1)
      expect(await refusalCode(findDeviceAuthorization(person, { userCode }))).toBe("too_many_attempts");
    expect(await refusalCode(answerDeviceAuthorization(person, { userCode, decision: "allow" }))).toBe(
      "too_many_attempts",
    );
    expect(await eventsAfter(before)).toHaveLength(6);
    expect(await refusalCode(findDeviceAuthorization(await addViewer(), { userCode }))).toBe("none");
    clock.pass(901);
    const { userCode: another } = await startedDevice(client);
    expect(await refusalCode(findDeviceAuthorization(person, { userCode: another }))).toBe("none");
  });

  test("is guessed five times and no more, however many are tried at once", async () => {
    const tries = Array.from({ length: 20 }, () =>
      refusalCode(findDeviceAuthorization(person, { userCode: wrong })),
    );
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === "user_code_wrong")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(15);
  });

  test("is typed in a browser that is signed in, where device codes are on", async () => {
    const { userCode } = await startedDevice(client);
    const { viewer } = await signInClient(person);
    await expectRefused(async () => findDeviceAuthorization(viewer, { userCode }), "token_not_accepted");
    await expectRefused(async () => findDeviceAuthorization(person, {}), "invalid_input");
    await expectRefused(
      async () => answerDeviceAuthorization(person, { userCode, decision: "perhaps" }),
      "invalid_input",
    );
    await db().installation.updateMany({ data: { deviceCodes: false } });
    await expectRefused(async () => findDeviceAuthorization(person, { userCode }), "device_codes_off");
    await expectRefused(
      async () => answerDeviceAuthorization(person, { userCode, decision: "allow" }),
      "device_codes_off",
    );
  });
});
