import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db, disconnect } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { eventsAfter, everythingStored, lastSequence } from "#lib/testing/audit-trail.ts";
import {
  awsRefusal,
  deviceRegistration,
  pkceRegistration,
  proofOf,
  signInClient,
  startedDevice,
} from "#lib/testing/client-sign-ins.ts";
import { movedClock } from "#lib/testing/moved-clock.ts";
import { testDatabase, testOrigin } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { createToken } from "./create-token.ts";
import { readDeviceCodes, setDeviceCodes } from "./device-codes.ts";
import { grantTypes } from "./grant-types.ts";
import { registerClient } from "./register-client.ts";
import { startDeviceAuthorization } from "./start-device-authorization.ts";
import { startUrlOf } from "./start-url.ts";

testDatabase();
const clock = movedClock();

let owner: Viewer;
beforeAll(async () => {
  owner = await addViewer("owner");
});
beforeEach(async () => {
  await db().counter.deleteMany();
});

const startUrl = startUrlOf(testOrigin);
const refused = (input: object) => awsRefusal(() => registerClient(testRequest, input));

test("a client registers for 90 days, its secret is nowhere, and the log has who says what of itself", async () => {
  const { answer, event } = await withEvent(() => registerClient(testRequest, pkceRegistration));
  expect(answer).toEqual({
    clientId: expect.stringMatching(/^[\w-]{22}$/),
    clientSecret: expect.stringMatching(/^genkan_cls_[\w-]{43}$/),
    clientIdIssuedAt: expect.any(Number),
    clientSecretExpiresAt: answer.clientIdIssuedAt + 90 * 86_400,
  });
  expect(Number.isSafeInteger(answer.clientIdIssuedAt)).toBe(true);
  expect(event).toMatchObject({
    event: "client.registered",
    outcome: "done",
    viewerId: null,
    fields: {
      clientId: answer.clientId,
      clientName: "botocore-client-acme",
      grantTypes: pkceRegistration.grantTypes,
    },
  });
  expect(JSON.stringify([event, await everythingStored()])).not.toContain(answer.clientSecret.slice(11));
});

test.each([
  ["a name of nothing", { clientName: " " }, "InvalidClientMetadataException"],
  ["a name that would write the log anew", { clientName: "x\u202ey" }, "InvalidClientMetadataException"],
  ["a name without end", { clientName: "x".repeat(257) }, "InvalidClientMetadataException"],
  ["a name of a book's length", { clientName: "x".repeat(50_000) }, "InvalidClientMetadataException"],
  ["a scope without end", { scopes: ["x".repeat(5000)] }, "InvalidScopeException"],
  [
    "a redirect without end",
    { redirectUris: [`http://127.0.0.1/${"x".repeat(5000)}`] },
    "InvalidRedirectUriException",
  ],
  ["a confidential client", { clientType: "confidential" }, "InvalidClientMetadataException"],
  ["no name", { clientName: undefined }, "invalid_input"],
  ["no type", { clientType: undefined }, "invalid_input"],
  ["scopes that are no list", { scopes: "sso:account:access" }, "invalid_input"],
  [
    "an unknown scope",
    { scopes: ["sso:account:access", "codewhisperer:completions"] },
    "InvalidScopeException",
  ],
  ["an unknown grant", { grantTypes: ["authorization_code", "implicit"] }, "UnsupportedGrantTypeException"],
  ["no grant", { grantTypes: [] }, "UnsupportedGrantTypeException"],
  ["no redirect", { redirectUris: [] }, "InvalidRedirectUriException"],
  ["no redirect at all", { redirectUris: undefined }, "InvalidRedirectUriException"],
  ["another portal's start URL", { issuerUrl: "https://acme.awsapps.com/start" }, "InvalidRequestException"],
])("refuses a client with %s", async (_, fields, exception) => {
  const before = await lastSequence();
  const count = await db().awsClient.count();
  expect(await refused({ ...pkceRegistration, ...fields })).toBe(exception);
  expect(await db().awsClient.count()).toBe(count);
  expect(await eventsAfter(before)).toEqual([]);
});

test("takes redirects to the client's own machine only", async () => {
  for (const uri of ["http://127.0.0.1/", "http://localhost:8080/cb?x=1", "http://[::1]:1/oauth/callback"])
    expect.soft(await refused({ ...pkceRegistration, redirectUris: [uri] }), uri).toBe("none");
  for (const uri of [
    "https://127.0.0.1/oauth/callback",
    "http://portal.example.com/cb",
    "http://127.0.0.1.example.com/cb",
    "http://127.0.0.1@example.com/cb",
    "http://user@127.0.0.1/cb",
    "http://127.0.0.1/cb#fragment",
    "http://0.0.0.0/cb",
    "http://10.0.0.1/cb",
    "com.example.app:/cb",
    "javascript:alert(1)",
    "",
  ])
    expect
      .soft(await refused({ ...pkceRegistration, redirectUris: ["http://127.0.0.1/cb", uri] }), uri)
      .toBe("InvalidRedirectUriException");
});

test("an address registers so many an hour, which stops no other", async () => {
  const asking = Array.from({ length: 120 }, () => refused(deviceRegistration));
  expect(new Set(await Promise.all(asking))).toEqual(new Set(["none"]));
  const before = await lastSequence();
  expect(await refused(deviceRegistration)).toBe("too_many_attempts");
  expect(await refused(deviceRegistration)).toBe("too_many_attempts");
  expect(await eventsAfter(before)).toMatchObject([{ event: "client.registered", outcome: "refused" }]);
  const elsewhere = { ...testRequest, address: "198.51.100.7" };
  expect(await awsRefusal(() => registerClient(elsewhere, deviceRegistration))).toBe("none");
  clock.pass(3601);
  expect(await refused(deviceRegistration)).toBe("none");
});

test("registrations and tokens outlive a restart, and end after 90 days", async () => {
  const { client, tokens } = await signInClient(await addViewer());
  await disconnect();
  const refresh = { ...proofOf(client), grantType: grantTypes.refreshToken };
  const next = await createToken(testRequest, { ...refresh, refreshToken: tokens.refreshToken });
  clock.pass(90 * 86_400);
  expect(
    await awsRefusal(() => createToken(testRequest, { ...refresh, refreshToken: next.refreshToken })),
  ).toBe("InvalidClientException");
});

test("device codes are off until an owner turns them on", async () => {
  const client = await registerClient(testRequest, deviceRegistration);
  const start = () =>
    awsRefusal(() => startDeviceAuthorization(testRequest, { ...proofOf(client), startUrl }));
  expect(await readDeviceCodes(owner)).toEqual({ enabled: false });
  expect(await start()).toBe("UnauthorizedClientException");
  const { event } = await withEvent(() => setDeviceCodes(owner, { enabled: true }));
  expect(event).toMatchObject({
    event: "device_codes.changed",
    viewerId: owner.personId,
    fields: { enabled: true },
  });
  expect(await start()).toBe("none");
  const [admin, auditor, member] = [await addViewer("admin"), await addViewer("auditor"), await addViewer()];
  await expectNotAllowed([member], readDeviceCodes);
  for (const reader of [admin, auditor]) expect(await readDeviceCodes(reader)).toEqual({ enabled: true });
  await expectNotAllowed([admin, auditor, member], (viewer) => setDeviceCodes(viewer, { enabled: true }));
  await expectRefused(async () => setDeviceCodes(owner, { enabled: "yes" }), "invalid_input");
  const before = await lastSequence();
  await setDeviceCodes(owner, { enabled: true });
  expect(await eventsAfter(before)).toEqual([]);
});

test("a device authorization has codes for client and person, and the address has none in it", async () => {
  const client = await registerClient(testRequest, deviceRegistration);
  const started = await startedDevice(client);
  expect(started).toEqual({
    deviceCode: expect.stringMatching(/^[\w-]{43}$/),
    userCode: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
    verificationUri: `${testOrigin}/device`,
    verificationUriComplete: `${testOrigin}/device`,
    expiresIn: 600,
    interval: 5,
  });
  const stored = await everythingStored();
  for (const code of [started.deviceCode, started.userCode, started.userCode.replace("-", "")])
    expect(stored).not.toContain(code);
  const row = await db().deviceAuthorization.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  expect(Math.round((row.expiresAt.getTime() - now().getTime()) / 1000)).toBeLessThanOrEqual(600);
});

test.each([
  ["another secret", { clientSecret: "genkan_cls_x" }, "InvalidClientException"],
  ["an unknown client", { clientId: "unknown" }, "InvalidClientException"],
  ["a secret that AWS gave", { clientSecret: "e".repeat(3000) }, "InvalidClientException"],
  ["another portal's start URL", { startUrl: "https://acme.awsapps.com/start" }, "InvalidRequestException"],
  ["no start URL", { startUrl: undefined }, "invalid_input"],
])("refuses a device authorization with %s", async (_, fields, exception) => {
  const client = await registerClient(testRequest, deviceRegistration);
  await startedDevice(client);
  const before = await everythingStored();
  const input = { ...proofOf(client), startUrl, ...fields };
  expect(await awsRefusal(() => startDeviceAuthorization(testRequest, input))).toBe(exception);
  expect(await everythingStored()).toBe(before);
});

test("a client that registered for codes of a browser starts no device authorization", async () => {
  const client = await registerClient(testRequest, pkceRegistration);
  expect(await awsRefusal(() => startedDevice(client))).toBe("UnauthorizedClientException");
});
