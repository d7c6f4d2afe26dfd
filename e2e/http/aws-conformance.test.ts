import * as sso from "@aws-sdk/client-sso";
import * as oidc from "@aws-sdk/client-sso-oidc";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiClient, member } from "../support/api-client.ts";
import { deviations, modelledErrors, modelledOperations, type Operation } from "../support/aws-model.ts";
import {
  authorizeQuery,
  bearing,
  type ClientTokens,
  consent,
  deviceCodeGrant,
  newVerifier,
  type RegisteredClient,
  redemption,
  registerForDevice,
  registerForPkce,
  signClientIn,
} from "../support/aws-sign-in.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { type Exchange, type RecordingProxy, startRecordingProxy } from "../support/recording-proxy.ts";
import { text } from "../support/seed-company.ts";

// Every operation and every error of the models in AWS's own clients, asked with those clients. A proxy between them
// keeps what was said, and each answer is held against the model's own shapes.

const issuesPerMinute = 40;
const under = portalForFile({ env: { GENKAN_ISSUES_PER_MINUTE: String(issuesPerMinute) } });
let proxy: RecordingProxy;
let signIn: oidc.SSOOIDCClient;
let portal: sso.SSOClient;
let mine: ClientTokens;
let account: { accountId: string; roleName: string };

beforeAll(async () => {
  proxy = await startRecordingProxy(under.portal.url);
  const options = { endpoint: `${proxy.url}/aws`, region: "us-east-1", maxAttempts: 1 };
  signIn = new oidc.SSOOIDCClient(options);
  portal = new sso.SSOClient(options);
  await under.company.owner.call("PUT", "/api/device-codes", { enabled: true });
  mine = await signClientIn(proxy.url, under.company.developer);
  account = { accountId: "210987654301", roleName: "ReadOnly" };
});
afterAll(async () => {
  signIn.destroy();
  portal.destroy();
  await proxy.close();
});

/** Straight into the tables: nobody waits for the end of ten minutes. */
function sql(statement: string, ...values: unknown[]): void {
  const database = new Database(under.portal.databaseFile);
  try {
    database.prepare(statement).run(...values);
  } finally {
    database.close();
  }
}

const start = () => `${under.portal.url}/start`;
const named = (name: string) => expect.objectContaining({ name });

describe("RegisterClient", () => {
  const good = { clientName: "a client", clientType: "public" };
  const register = (input: oidc.RegisterClientCommandInput) =>
    signIn.send(new oidc.RegisterClientCommand(input));

  test("gives id, secret and their life in whole seconds", async () => {
    const made = await register({ ...good, scopes: ["sso:account:access"] });
    const { clientIdIssuedAt = 0, clientSecretExpiresAt = 0 } = made;
    expect(clientSecretExpiresAt - clientIdIssuedAt).toBe(90 * 86_400);
    expect(Math.abs(clientIdIssuedAt - Date.now() / 1000)).toBeLessThan(120);
  });

  test.each([
    ["InvalidClientMetadataException", { ...good, clientType: "confidential" }],
    ["InvalidClientMetadataException", { ...good, clientName: "two\nlines" }],
    ["InvalidScopeException", { ...good, scopes: ["sso:account:access", "everything"] }],
    ["UnsupportedGrantTypeException", { ...good, grantTypes: ["client_credentials"] }],
    ["InvalidRedirectUriException", { ...good, redirectUris: ["https://evil.example.com/callback"] }],
    ["InvalidRedirectUriException", { ...good, redirectUris: ["http://127.0.0.1.evil.example.com/x"] }],
    ["InvalidRedirectUriException", { ...good, redirectUris: ["http://user@127.0.0.1/x"] }],
    ["InvalidRedirectUriException", { ...good, grantTypes: ["authorization_code"] }],
    ["InvalidRequestException", { ...good, issuerUrl: "https://another.example.com/start" }],
    ["InvalidRequestException", { clientName: undefined, clientType: "public" }],
  ] as const)("%s: %j", async (name, input) => {
    await expect(register(input as oidc.RegisterClientCommandInput)).rejects.toThrow(named(name));
  });
});

describe("what one address asks too often", () => {
  let device: RegisteredClient;
  beforeAll(async () => {
    device = await registerForDevice(proxy.url);
  });
  afterAll(() => sql(`DELETE FROM "Counter"`));

  const register = () =>
    signIn.send(new oidc.RegisterClientCommand({ clientName: "x", clientType: "public" }));
  const startDevice = () =>
    signIn.send(new oidc.StartDeviceAuthorizationCommand({ ...device, startUrl: start() }));

  test.each([
    ["RegisterClient", register],
    ["StartDeviceAuthorization", startDevice],
  ])("%s is told to slow down, for its model knows no 429", async (_, send) => {
    const heard = new Set<string>();
    for (let each = 0; each < 130 && !heard.has("SlowDownException"); each += 1)
      heard.add(await send().then(() => "none", nameOf));
    expect([...heard]).toEqual(["none", "SlowDownException"]);
  });
});

const nameOf = (error: Error) => error.name;

describe("StartDeviceAuthorization", () => {
  const begin = (input: oidc.StartDeviceAuthorizationCommandInput) =>
    signIn.send(new oidc.StartDeviceAuthorizationCommand(input));

  test("gives codes, and an address that holds none of them", async () => {
    const client = await registerForDevice(proxy.url);
    const made = await begin({ ...client, startUrl: start() });
    expect(made.userCode).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
    expect(made.verificationUri).toBe(`${under.portal.url}/device`);
    expect(made.verificationUriComplete).toBe(made.verificationUri);
    expect(made).toMatchObject({ expiresIn: 600, interval: 5 });
  });

  test("refuses unknown clients, wrong secrets and other portals", async () => {
    const client = await registerForDevice(proxy.url);
    const unknown = { ...client, clientId: "nobody" };
    await expect(begin({ ...unknown, startUrl: start() })).rejects.toThrow(named("InvalidClientException"));
    const wrong = { ...client, clientSecret: "wrong" };
    await expect(begin({ ...wrong, startUrl: start() })).rejects.toThrow(named("InvalidClientException"));
    const elsewhere = begin({ ...client, startUrl: "https://d-1234567890.awsapps.com/start" });
    await expect(elsewhere).rejects.toThrow(named("InvalidRequestException"));
  });

  test("is refused where an owner turned device codes off", async () => {
    const client = await registerForDevice(proxy.url);
    await under.company.owner.call("PUT", "/api/device-codes", { enabled: false });
    try {
      const refused = begin({ ...client, startUrl: start() });
      await expect(refused).rejects.toThrow(named("UnauthorizedClientException"));
    } finally {
      await under.company.owner.call("PUT", "/api/device-codes", { enabled: true });
    }
  });
});

describe("CreateToken", () => {
  const create = (input: object) =>
    signIn.send(new oidc.CreateTokenCommand(input as oidc.CreateTokenCommandInput));

  async function begun() {
    const client = await registerForDevice(proxy.url);
    const started = await signIn.send(
      new oidc.StartDeviceAuthorizationCommand({ ...client, startUrl: start() }),
    );
    const { deviceCode = "", userCode = "" } = started;
    return { client, userCode, poll: { ...client, grantType: deviceCodeGrant, deviceCode } };
  }
  const answer = (person: ApiClient, userCode: string, decision: string) =>
    person.call("POST", "/api/device-authorizations/answer", { userCode, decision });

  test("by device code: pending, too fast, then allowed once", async () => {
    const { userCode, poll } = await begun();
    // The AWS CLI asks once before it shows the code, and then from the interval's end on.
    await expect(create(poll)).rejects.toThrow(named("AuthorizationPendingException"));
    await expect(create(poll)).rejects.toThrow(named("AuthorizationPendingException"));
    await expect(create(poll)).rejects.toThrow(named("SlowDownException"));
    expect((await answer(under.company.developer, userCode, "allow")).status).toBe(204);
    sql(`UPDATE "DeviceAuthorization" SET "lastPolledAt" = NULL`);
    const given = await create(poll);
    expect(given).toMatchObject({ tokenType: "Bearer", expiresIn: 3600 });
    expect(given.refreshToken).toMatch(/^genkan_ssr_/);
    sql(`UPDATE "DeviceAuthorization" SET "lastPolledAt" = NULL`);
    await expect(create(poll)).rejects.toThrow(named("InvalidGrantException"));
  });

  test("by device code: denied, ended, unknown, another client's", async () => {
    const denied = await begun();
    await answer(under.company.developer, denied.userCode, "deny");
    await expect(create(denied.poll)).rejects.toThrow(named("AccessDeniedException"));
    const ended = await begun();
    sql(
      `UPDATE "DeviceAuthorization" SET "expiresAt" = "createdAt" WHERE "clientId" = ?`,
      ended.client.clientId,
    );
    await expect(create(ended.poll)).rejects.toThrow(named("ExpiredTokenException"));
    await expect(create({ ...denied.poll, deviceCode: "unknown" })).rejects.toThrow(
      named("InvalidGrantException"),
    );
    const other = await registerForDevice(proxy.url);
    await expect(create({ ...denied.poll, ...other })).rejects.toThrow(named("UnauthorizedClientException"));
  });

  test("without a scope there is one long token and none to refresh", async () => {
    const client = await registerForDevice(proxy.url, []);
    const started = await signIn.send(
      new oidc.StartDeviceAuthorizationCommand({ ...client, startUrl: start() }),
    );
    const { deviceCode, userCode = "" } = started;
    await answer(under.company.developer, userCode, "allow");
    const given = await create({ ...client, grantType: deviceCodeGrant, deviceCode });
    expect(given.refreshToken).toBeUndefined();
    expect(given.expiresIn).toBeGreaterThan(3600);
  });

  test("by authorization code: a wrong verifier, redirect, client, and a second use are refused", async () => {
    const client = await registerForPkce(proxy.url);
    const verifier = newVerifier();
    const code = await consent(under.company.developer, authorizeQuery(client.clientId, verifier, 51_234));
    const good = redemption(client, code, verifier, 51_234);
    const invalid = named("InvalidGrantException");
    await expect(create({ ...good, codeVerifier: newVerifier() })).rejects.toThrow(invalid);
    await expect(create({ ...good, redirectUri: "http://127.0.0.1:51235/oauth/callback" })).rejects.toThrow(
      invalid,
    );
    await expect(create({ ...good, code: "unknown" })).rejects.toThrow(invalid);
    const other = await registerForPkce(proxy.url);
    await expect(create({ ...good, ...other })).rejects.toThrow(named("UnauthorizedClientException"));
    const { clientId, clientSecret } = client;
    await expect(create({ ...good, clientId: "nobody" })).rejects.toThrow(named("InvalidClientException"));
    await expect(create({ ...good, clientSecret: "wrong" })).rejects.toThrow(named("InvalidClientException"));
    expect(await create(good)).toMatchObject({ tokenType: "Bearer" });
    await expect(create(good)).rejects.toThrow(invalid);
    const bare = { clientId, clientSecret };
    await expect(create({ ...bare, grantType: "password" })).rejects.toThrow(
      named("UnsupportedGrantTypeException"),
    );
    await expect(create({ ...bare, grantType: "authorization_code" })).rejects.toThrow(
      named("InvalidRequestException"),
    );
    await expect(create({ ...bare, grantType: "refresh_token", refreshToken: code })).rejects.toThrow(
      invalid,
    );
  });

  test("refreshes with rotation, for what the client registered", async () => {
    const tokens = await signClientIn(proxy.url, under.company.developer);
    const { clientId, clientSecret, refreshToken } = tokens;
    const ask = { clientId, clientSecret, grantType: "refresh_token", refreshToken };
    const wider = create({ ...ask, scope: ["sso:account:access", "everything"] });
    await expect(wider).rejects.toThrow(named("InvalidScopeException"));
    const given = await create(ask);
    expect(given.refreshToken).not.toBe(refreshToken);
    expect(given.accessToken).not.toBe(tokens.accessToken);
    // Several processes share one cached token.
    expect((await create(ask)).refreshToken).toBe(given.refreshToken);
    await create({ ...ask, refreshToken: given.refreshToken });
    sql(`UPDATE "ClientToken" SET "redeemedAt" = datetime('now', '-1 hour') WHERE "redeemedAt" IS NOT NULL`);
    await expect(create(ask)).rejects.toThrow(named("InvalidGrantException"));
    const stolen = portal.send(new sso.ListAccountsCommand({ accessToken: given.accessToken ?? "" }));
    await expect(stolen).rejects.toThrow(named("UnauthorizedException"));
  });

  test("with IAM is refused", async () => {
    const iam = new oidc.SSOOIDCClient({
      endpoint: `${proxy.url}/aws`,
      region: "us-east-1",
      maxAttempts: 1,
      credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x" },
    });
    const asked = iam.send(
      new oidc.CreateTokenWithIAMCommand({ clientId: mine.clientId, grantType: "authorization_code" }),
    );
    await expect(asked).rejects.toThrow(named("UnauthorizedClientException"));
    iam.destroy();
  });
});

describe("the portal's operations", () => {
  const token = () => ({ accessToken: mine.accessToken });

  test("list accounts and roles page by page, and give working credentials", async () => {
    const accounts: string[] = [];
    for await (const page of sso.paginateListAccounts({ client: portal, pageSize: 1 }, token()))
      accounts.push(...(page.accountList ?? []).map(({ accountId = "" }) => accountId));
    expect(accounts).toEqual([account.accountId]);
    const roles: (string | undefined)[] = [];
    const asked = { ...token(), accountId: account.accountId };
    for await (const page of sso.paginateListAccountRoles({ client: portal, pageSize: 1 }, asked))
      roles.push(...(page.roleList ?? []).map(({ roleName }) => roleName));
    expect(roles).toEqual([account.roleName]);
    const { roleCredentials } = await portal.send(
      new sso.GetRoleCredentialsCommand({ ...token(), ...account }),
    );
    expect(roleCredentials?.accessKeyId).toMatch(/^ASIA/);
    expect(roleCredentials?.expiration).toBeGreaterThan(Date.now());
  });

  test.each(["genkan_sso_0000000000000000000000000000000000000000000", "not a token at all", ""])(
    "a token that is nobody's is 401: %j",
    async (accessToken) => {
      const asked = portal.send(new sso.ListAccountsCommand({ accessToken }));
      await expect(asked).rejects.toThrow(named("UnauthorizedException"));
    },
  );

  test("bearers of the wrong kind are 401 everywhere", async () => {
    const refresh = portal.send(new sso.ListAccountsCommand({ accessToken: mine.refreshToken }));
    await expect(refresh).rejects.toThrow(named("UnauthorizedException"));
    const asked = portal.send(
      new sso.GetRoleCredentialsCommand({ accessToken: mine.clientSecret, ...account }),
    );
    await expect(asked).rejects.toThrow(named("UnauthorizedException"));
    const out = portal.send(new sso.LogoutCommand({ accessToken: mine.refreshToken }));
    await expect(out).rejects.toThrow(named("UnauthorizedException"));
    const roles = portal.send(
      new sso.ListAccountRolesCommand({ accessToken: "x", accountId: account.accountId }),
    );
    await expect(roles).rejects.toThrow(named("UnauthorizedException"));
    // A browser's cookie is nothing here.
    const cookie = await under.company.developer.call("GET", "/aws/assignment/accounts");
    expect(cookie.status).toBe(401);
    expect(String(member(cookie.json, "message"))).toContain("underscores_in_headers on");
    // And AWS's tokens are nothing to the API.
    const api = await new ApiClient(under.portal.url).call("GET", "/api/me/roles", undefined, {
      Authorization: `Bearer ${mine.accessToken}`,
    });
    expect(api.status).toBe(401);
  });

  test.each([0, -1, 101, 1000])("max_result=%d is an invalid request", async (maxResults) => {
    const accounts = portal.send(new sso.ListAccountsCommand({ ...token(), maxResults }));
    await expect(accounts).rejects.toThrow(named("InvalidRequestException"));
    const asked = { ...token(), accountId: account.accountId, maxResults };
    await expect(portal.send(new sso.ListAccountRolesCommand(asked))).rejects.toThrow(
      named("InvalidRequestException"),
    );
  });

  test("malformed pages, accounts and roles are invalid requests", async () => {
    const invalid = named("InvalidRequestException");
    const page = portal.send(new sso.ListAccountsCommand({ ...token(), nextToken: "made up" }));
    await expect(page).rejects.toThrow(invalid);
    const short = portal.send(new sso.ListAccountRolesCommand({ ...token(), accountId: "12" }));
    await expect(short).rejects.toThrow(invalid);
    const named12 = { ...token(), ...account, accountId: "12" };
    await expect(portal.send(new sso.GetRoleCredentialsCommand(named12))).rejects.toThrow(invalid);
  });

  test("what is not there and what is another's are told alike", async () => {
    const asked = [
      { ...account, roleName: "Nobody" },
      { accountId: "999999999999", roleName: "ReadOnly" },
      // In the catalogue, but assigned to the owner alone.
      await theOtherRole(),
    ];
    const before = proxy.exchanges.length;
    for (const each of asked)
      await expect(portal.send(new sso.GetRoleCredentialsCommand({ ...token(), ...each }))).rejects.toThrow(
        named("ForbiddenException"),
      );
    const bodies = proxy.exchanges.slice(before).map(({ status, body }) => `${status} ${body}`);
    expect(new Set(bodies)).toEqual(new Set(['403 {"message":"No access"}']));
  });

  async function theOtherRole() {
    const { owner, otherRoleId } = under.company;
    const { json } = await owner.call("GET", `/api/roles/${otherRoleId}`);
    const [, accountId = "", roleName = ""] =
      /arn:aws:iam::(\d+):role\/(?:.*\/)?([^/"]+)"/.exec(JSON.stringify(json)) ?? [];
    return { accountId, roleName };
  }

  test("signing out ends the token and its refresh token", async () => {
    const tokens = await signClientIn(proxy.url, under.company.developer);
    const { accessToken, clientId, clientSecret, refreshToken } = tokens;
    await portal.send(new sso.LogoutCommand({ accessToken }));
    const again = portal.send(new sso.ListAccountsCommand({ accessToken }));
    await expect(again).rejects.toThrow(named("UnauthorizedException"));
    const refresh = signIn.send(
      new oidc.CreateTokenCommand({ clientId, clientSecret, grantType: "refresh_token", refreshToken }),
    );
    await expect(refresh).rejects.toThrow(named("InvalidGrantException"));
  });

  test("who asks too much is told so, as clients understand it", async () => {
    const ask = () => portal.send(new sso.GetRoleCredentialsCommand({ ...token(), ...account }));
    const outcomes = await Promise.allSettled(Array.from({ length: issuesPerMinute + 10 }, ask));
    const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toBeInstanceOf(sso.TooManyRequestsException);
  });

  test("what is nowhere is not found", async () => {
    const lost = new sso.SSOClient({
      endpoint: `${proxy.url}/aws/nowhere`,
      region: "us-east-1",
      maxAttempts: 1,
    });
    await expect(lost.send(new sso.ListAccountsCommand(token()))).rejects.toThrow(
      named("ResourceNotFoundException"),
    );
    lost.destroy();
  });

  test("with a database that cannot be written, clients hear of a failure that they may try again", async () => {
    const database = new Database(under.portal.databaseFile);
    database.exec("BEGIN IMMEDIATE");
    try {
      const asked = signIn.send(new oidc.RegisterClientCommand({ clientName: "x", clientType: "public" }));
      await expect(asked).rejects.toThrow(named("InternalServerException"));
    } finally {
      database.exec("ROLLBACK");
      database.close();
    }
  });
});

/** The last tests look at everything that was said above. */
describe("every answer", () => {
  const operations = modelledOperations();
  const errors = modelledErrors();
  const pathOf = ({ path }: { path: string }) => path.split("?")[0] ?? "";
  const asked = (): (Exchange & { operation: Operation })[] =>
    proxy.exchanges.flatMap((exchange) => {
      const operation = operations.find(
        ({ method, path }) =>
          method === exchange.method &&
          `/aws${pathOf({ path })}` === pathOf(exchange) &&
          path.includes("aws_iam") === exchange.path.includes("aws_iam"),
      );
      return operation ? [{ ...exchange, operation }] : [];
    });

  test("of an operation has its status, and members of the model's types and no others", () => {
    const good = asked().filter(({ status }) => status < 400);
    const seen = new Set(good.map(({ operation }) => operation.name));
    // The one that is refused here.
    expect(operations.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([
      "CreateTokenWithIAM",
    ]);
    for (const { operation, status, body, headers } of good) {
      expect.soft(status, operation.name).toBe(operation.status);
      expect.soft(headers["cache-control"], operation.name).toBe("no-store");
      expect.soft(headers["x-amzn-requestid"], operation.name).toBe(headers["x-request-id"]);
      const json: unknown = body === "" ? {} : JSON.parse(body);
      expect.soft(deviations(operation.output, json), operation.name).toEqual([]);
    }
  });

  test("that is a refusal names an error of the model in its header, with that error's status and members", () => {
    const refused = asked().filter(({ status }) => status >= 400);
    const seen = new Set<string>();
    for (const { operation, status, body, headers } of refused) {
      const name = String(headers["x-amzn-errortype"]);
      expect.soft(headers["x-amzn-requestid"], name).toBe(headers["x-request-id"]);
      const json: unknown = JSON.parse(body);
      const keys = json !== null && typeof json === "object" ? Object.keys(json) : [];
      expect.soft(keys, name).not.toContain("code");
      expect.soft(keys, name).toContain("message");
      seen.add(`${operation.service} ${name}`);
      // AWS answers it, though no model names it.
      if (name === "ForbiddenException") {
        expect.soft(status).toBe(403);
        continue;
      }
      const modelled = errors.find((error) => error.service === operation.service && error.name === name);
      expect.soft(modelled?.status, `${operation.name} answered ${name}`).toBe(status);
      const more = keys.filter((key) => key !== "message" && !modelled?.members.includes(key));
      expect.soft(more, name).toEqual([]);
    }
    const missing = errors.filter(({ service, name }) => !seen.has(`${service} ${name}`));
    // The region is part of CreateTokenWithIAM; an operation that is nowhere is asked at no modelled address.
    expect(missing.map(({ service, name }) => `${service} ${name}`)).toEqual([
      "sso ResourceNotFoundException",
      "sso-oidc InvalidRequestRegionException",
    ]);
  });

  test("keeps every token out of what the portal prints", () => {
    const output = under.portal.output();
    for (const { requestBody, body, requestHeaders } of proxy.exchanges)
      for (const secret of `${requestBody} ${body} ${requestHeaders["x-amz-sso_bearer_token"] ?? ""}`.match(
        /genkan_(sso|ssr|cls)_[\w-]{43}/g,
      ) ?? [])
        expect(output.includes(secret)).toBe(false);
  });
});

test("headers are the same for every operation: nothing is kept, framed or run", async () => {
  const answer = await fetch(`${under.portal.url}/aws/assignment/accounts`, {
    headers: bearing(mine.accessToken),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(text(await answer.json().then((json: unknown) => ({ kind: typeof json })), "kind")).toBe("object");
});
