import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import {
  allowedDevice,
  awsRefusal,
  consent,
  deviceRegistration,
  pkceRegistration,
  proofOf,
  signInClient,
  startedDevice,
} from "#lib/testing/client-sign-ins.ts";
import { movedClock } from "#lib/testing/moved-clock.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { withEvent } from "#lib/testing/verb-promises.ts";
import { answerDeviceAuthorization } from "./answer-device-authorization.ts";
import { createToken } from "./create-token.ts";
import { setDeviceCodes } from "./device-codes.ts";
import { findClientViewer } from "./find-client-viewer.ts";
import { grantTypes } from "./grant-types.ts";
import { type Registration, registerClient } from "./register-client.ts";

testDatabase();
const clock = movedClock();

let person: Viewer;
let pkce: Registration;
beforeEach(async () => {
  await db().counter.deleteMany();
  person = await addViewer();
  pkce = await registerClient(testRequest, pkceRegistration);
});

const redeem = (input: object) => createToken(testRequest, input);
const refused = (input: object) => awsRefusal(() => redeem(input));
const stands = async (accessToken: string) => (await findClientViewer(accessToken, testRequest)) !== null;
const reasons = async (after: bigint) => (await eventsAfter(after)).map(({ fields }) => fields["reason"]);

describe("an authorization code", () => {
  test("gives an hour's access token and a refresh token, which are nowhere, and stands for its person", async () => {
    const input = await consent(person, pkce);
    const { answer, event } = await withEvent(() => redeem(input));
    expect(answer).toEqual({
      accessToken: expect.stringMatching(/^genkan_sso_[\w-]{43}$/),
      tokenType: "Bearer",
      expiresIn: 3600,
      refreshToken: expect.stringMatching(/^genkan_ssr_[\w-]{43}$/),
    });
    const viewer = await findClientViewer(answer.accessToken, testRequest);
    expect(viewer).toEqual({
      ...person,
      signInId: `client:${viewer?.clientSignIn?.id}`,
      clientSignIn: { id: expect.any(String), clientName: "botocore-client-acme" },
      signedInAt: expect.any(String),
    });
    expect(event).toMatchObject({
      event: "client_sign_in.opened",
      viewerId: person.personId,
      subjectId: person.personId,
      fields: {
        clientId: pkce.clientId,
        method: "authorization_code",
        clientSignInId: viewer?.clientSignIn?.id,
      },
    });
    const said = JSON.stringify([event, await everythingStored()]);
    for (const secret of [input.code, answer.accessToken.slice(11), answer.refreshToken?.slice(11) ?? ""])
      expect(said).not.toContain(secret);
    clock.pass(3540);
    expect(await stands(answer.accessToken)).toBe(true);
    clock.pass(60);
    expect(await stands(answer.accessToken)).toBe(false);
  });

  test.each([
    ["another verifier", { codeVerifier: "A".repeat(43) }, "InvalidGrantException", "code_verifier_wrong"],
    ["a verifier that is none", { codeVerifier: "short" }, "InvalidGrantException", "code_verifier_wrong"],
    [
      "another port",
      { redirectUri: "http://127.0.0.1:1/oauth/callback" },
      "InvalidGrantException",
      "redirect_uri_wrong",
    ],
    ["another code", { code: "A".repeat(43) }, "InvalidGrantException", "code_unknown"],
    ["no verifier", { codeVerifier: undefined }, "InvalidRequestException", null],
    ["no code", { code: undefined }, "InvalidRequestException", null],
    ["no redirect", { redirectUri: undefined }, "InvalidRequestException", null],
    ["an unknown scope", { scope: ["everything"] }, "InvalidScopeException", null],
    ["another secret", { clientSecret: "genkan_cls_x" }, "InvalidClientException", null],
    ["no client", { clientId: undefined }, "invalid_input", null],
    ["another grant", { grantType: "password" }, "UnsupportedGrantTypeException", null],
    [
      "a grant that was not registered",
      { grantType: grantTypes.deviceCode, deviceCode: "x" },
      "UnauthorizedClientException",
      "grant_not_registered",
    ],
  ] as const)(
    "is refused with %s, and still serves its own client after that",
    async (_, fields, exception, reason) => {
      await db().installation.updateMany({ data: { deviceCodes: true } });
      const input = await consent(person, pkce);
      const before = await lastSequence();
      expect(await refused({ ...input, ...fields })).toBe(exception);
      expect(await reasons(before)).toEqual(reason === null ? [] : [reason]);
      expect(await refused(input)).toBe("none");
    },
  );

  test("of another client is refused", async () => {
    const other = await registerClient(testRequest, pkceRegistration);
    const input = await consent(person, pkce);
    expect(await refused({ ...input, ...proofOf(other) })).toBe("UnauthorizedClientException");
  });

  test("ends after two minutes", async () => {
    const input = await consent(person, pkce);
    clock.pass(120);
    expect(await refused(input)).toBe("InvalidGrantException");
  });

  test("is used once: a repetition ends nothing, and one that comes later ends what it gave", async () => {
    const input = await consent(person, pkce);
    const { accessToken } = await redeem(input);
    expect(await refused(input)).toBe("InvalidGrantException");
    clock.pass(61);
    const before = await lastSequence();
    expect(await refused({ ...input, codeVerifier: "A".repeat(43) })).toBe("InvalidGrantException");
    expect(await stands(accessToken)).toBe(true);
    expect(await refused(input)).toBe("InvalidGrantException");
    expect(await stands(accessToken)).toBe(false);
    expect(await reasons(before)).toEqual(["code_verifier_wrong", "code_reused"]);
    expect(await db().clientSignIn.findMany({ where: { personId: person.personId } })).toMatchObject([
      { endedBy: "reuse" },
    ]);
  });

  test("is worth nothing once the person has signed out or is disabled", async () => {
    const input = await consent(person, pkce);
    await db().signIn.update({ where: { id: person.signInId }, data: { endedAt: now() } });
    expect(await refused(input)).toBe("InvalidGrantException");
    const disabled = await addViewer();
    const another = await consent(disabled, pkce);
    await changePerson(await addViewer("owner"), disabled.personId, { disabled: true });
    expect(await refused(another)).toBe("InvalidGrantException");
    expect(await db().clientSignIn.count({ where: { personId: person.personId } })).toBe(0);
  });
});

describe("a device code", () => {
  let device: Registration;
  beforeEach(async () => {
    device = await registerClient(testRequest, deviceRegistration);
  });
  const waiting = async () => {
    const { deviceCode, userCode } = await startedDevice(device);
    return { input: { ...proofOf(device), grantType: grantTypes.deviceCode, deviceCode }, userCode };
  };

  test("waits for its person, and gives tokens once", async () => {
    const { input, userCode } = await waiting();
    expect(await refused(input)).toBe("AuthorizationPendingException");
    await answerDeviceAuthorization(person, { userCode, decision: "allow" });
    const { accessToken, refreshToken, expiresIn } = await redeem(input);
    expect(expiresIn).toBe(3600);
    expect(refreshToken).toMatch(/^genkan_ssr_/);
    expect((await findClientViewer(accessToken, testRequest))?.personId).toBe(person.personId);
    expect(await refused(input)).toBe("InvalidGrantException");
    clock.pass(61);
    expect(await stands(accessToken)).toBe(true);
    expect(await refused(input)).toBe("InvalidGrantException");
    expect(await stands(accessToken)).toBe(false);
  });

  test("that is asked for too often is to be asked for more slowly", async () => {
    const { input } = await waiting();
    // AWS CLI asks before it shows the code and at once again.
    expect([await refused(input), await refused(input)]).toEqual(
      Array(2).fill("AuthorizationPendingException"),
    );
    expect(await refused(input)).toBe("SlowDownException");
    clock.pass(5);
    expect(await refused(input)).toBe("SlowDownException");
    // Fifteen seconds are asked for now; a network may take one of them.
    clock.pass(14.5);
    expect(await refused(input)).toBe("AuthorizationPendingException");
    clock.pass(14.5);
    expect(await refused(input)).toBe("AuthorizationPendingException");
  });

  test("is not waited for once it is denied or has ended", async () => {
    const denied = await waiting();
    await answerDeviceAuthorization(person, { userCode: denied.userCode, decision: "deny" });
    expect(await refused(denied.input)).toBe("AccessDeniedException");
    const { input } = await waiting();
    clock.pass(600);
    expect(await refused(input)).toBe("ExpiredTokenException");
  });

  test("that nobody gave, or gave to another client, is refused", async () => {
    const { input } = await waiting();
    expect(await refused({ ...input, deviceCode: "A".repeat(43) })).toBe("InvalidGrantException");
    const other = await registerClient(testRequest, deviceRegistration);
    expect(await refused({ ...input, ...proofOf(other) })).toBe("UnauthorizedClientException");
    expect(await refused({ ...input, deviceCode: undefined })).toBe("InvalidRequestException");
  });

  test("is worth nothing once the person has signed out, or device codes were turned off", async () => {
    const input = await allowedDevice(person, device);
    await setDeviceCodes(await addViewer("owner"), { enabled: false });
    expect(await refused(input)).toBe("UnauthorizedClientException");
    await db().installation.updateMany({ data: { deviceCodes: true } });
    await db().signIn.update({ where: { id: person.signInId }, data: { endedAt: now() } });
    expect(await refused(input)).toBe("AccessDeniedException");
    expect(await db().clientSignIn.count({ where: { personId: person.personId } })).toBe(0);
  });

  test("gives a client without a scope one access token for as long as the sign-in", async () => {
    const { scopes: _, ...plain } = deviceRegistration;
    const legacy = await registerClient(testRequest, plain);
    const tokens = await redeem(await allowedDevice(person, legacy));
    expect(tokens).toEqual({ accessToken: expect.any(String), tokenType: "Bearer", expiresIn: 43_200 });
    const refresh = { ...proofOf(legacy), grantType: grantTypes.refreshToken, refreshToken: "genkan_ssr_x" };
    expect(await refused(refresh)).toBe("UnauthorizedClientException");
    clock.pass(43_140);
    expect(await stands(tokens.accessToken)).toBe(true);
    clock.pass(60);
    expect(await stands(tokens.accessToken)).toBe(false);
  });
});

describe("a refresh token", () => {
  const refreshOf = (client: Registration) => (refreshToken: string | undefined) => ({
    ...proofOf(client),
    grantType: grantTypes.refreshToken,
    refreshToken,
  });

  test("gives a fresh access token and the next refresh token, until the sign-in ends", async () => {
    const { client, tokens } = await signInClient(person);
    const input = refreshOf(client);
    let { refreshToken } = tokens;
    const seen = new Set([refreshToken]);
    for (let hour = 1; hour < 12; hour += 1) {
      clock.pass(3600);
      const next = await redeem(input(refreshToken));
      expect(await stands(next.accessToken)).toBe(true);
      refreshToken = next.refreshToken ?? "";
      seen.add(refreshToken);
      if (hour < 11) expect(next.expiresIn).toBe(3600);
    }
    expect(seen.size).toBe(12);
    clock.pass(3600);
    expect(await refused(input(refreshToken))).toBe("InvalidGrantException");
  });

  test("that several processes redeem at once gives each a token of its own and all the same next one", async () => {
    const { client, tokens } = await signInClient(person);
    const input = refreshOf(client);
    const all = await Promise.all(Array.from({ length: 8 }, () => redeem(input(tokens.refreshToken))));
    expect(new Set(all.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(8);
    for (const { accessToken } of [...all, tokens]) expect.soft(await stands(accessToken)).toBe(true);
    clock.pass(30);
    expect(await refused(input(tokens.refreshToken))).toBe("none");
    const next = await redeem(input(all[0]?.refreshToken));
    expect(await refused(input(tokens.refreshToken))).toBe("InvalidGrantException");
    expect(await stands(next.accessToken)).toBe(true);
  });

  test("that comes again after the grace was stolen, and ends everything that came of the sign-in", async () => {
    const { client, tokens, viewer } = await signInClient(person);
    const input = refreshOf(client);
    const next = await redeem(input(tokens.refreshToken));
    clock.pass(61);
    const { answer, event } = await withEvent(() => refused(input(tokens.refreshToken)));
    expect(answer).toBe("InvalidGrantException");
    expect(event).toMatchObject({
      event: "client_sign_in.refused",
      outcome: "refused",
      subjectId: person.personId,
      fields: { reason: "refresh_token_reused", clientSignInId: viewer.clientSignIn?.id, signInEnded: true },
    });
    for (const { accessToken } of [tokens, next]) expect.soft(await stands(accessToken)).toBe(false);
    expect(await refused(input(next.refreshToken))).toBe("InvalidGrantException");
  });

  test("of another client, of nobody or of the wrong kind is refused and ends nothing", async () => {
    const { client, tokens } = await signInClient(person);
    const input = refreshOf(client);
    expect(await refused({ ...input(tokens.refreshToken), ...proofOf(pkce) })).toBe(
      "UnauthorizedClientException",
    );
    expect(await refused(input(`genkan_ssr_${"A".repeat(43)}`))).toBe("InvalidGrantException");
    expect(await refused(input(tokens.accessToken))).toBe("InvalidGrantException");
    expect(await refused(input(undefined))).toBe("InvalidRequestException");
    expect(await findClientViewer(tokens.refreshToken, testRequest)).toBeNull();
    expect(await refused(input(tokens.refreshToken))).toBe("none");
  });

  test("is worth nothing once its person is disabled", async () => {
    const { client, tokens } = await signInClient(person);
    await changePerson(await addViewer("owner"), person.personId, { disabled: true });
    await changePerson(await addViewer("owner"), person.personId, { disabled: false });
    expect(await refused(refreshOf(client)(tokens.refreshToken))).toBe("InvalidGrantException");
  });
});

test("refusals of an address are recorded up to a limit, and then once", async () => {
  const input = await consent(person, pkce);
  const before = await lastSequence();
  for (let each = 0; each < 24; each += 1) await refused({ ...input, code: `${each}`.padEnd(43, "A") });
  expect(await eventsAfter(before)).toHaveLength(21);
});

test("what AWS's own portal gave is unknown here and not malformed, however long it is", async () => {
  const { client } = await signInClient(await addViewer());
  const long = "aor".repeat(1000);
  const input = { ...proofOf(client), grantType: grantTypes.refreshToken, refreshToken: long };
  expect(await refused(input)).toBe("InvalidGrantException");
  expect(await refused({ ...input, clientSecret: long })).toBe("InvalidClientException");
  expect(await refused({ ...input, clientId: long })).toBe("InvalidClientException");
  const code = { code: long, codeVerifier: long, redirectUri: `http://127.0.0.1:1/${long}` };
  expect(await refused({ ...proofOf(client), grantType: grantTypes.authorizationCode, ...code })).toBe(
    "InvalidGrantException",
  );
});
