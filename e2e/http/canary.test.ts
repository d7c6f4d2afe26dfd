import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoCompany } from "../../sandbox/company.ts";
import { totp } from "../../sandbox/mfa.ts";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { freePort } from "../../scripts/test-postgres.ts";
import { type ApiAnswer, ApiClient, codeOf, member } from "../support/api-client.ts";
import { type IdentityProvider, passProvider, startIdentityProvider } from "../support/identity-provider.ts";
import { notice } from "../support/notice.ts";
import { openSealed, sidOfCookie } from "../support/open-sealed.ts";
import { answerPlaces, auditPlaces, bundlePlaces, databasePlaces, type Place } from "../support/places.ts";
import { type HttpRecorder, recordHttp } from "../support/record-http.ts";
import { type SandboxControl, sandboxControl } from "../support/sandbox-control.ts";
import { plantings, secretFinder } from "../support/secret-spellings.ts";
import { type Canary, secretsOnWire } from "../support/secrets-on-wire.ts";
import { password, type SeededPortal, seedCompany, text } from "../support/seed-company.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";

// G23: secrets that can be told apart go through the portal; then everything that it keeps or says is searched.

/** A secret of 40 characters that no other run has. */
const fresh = (what: string) => `canary/${what}+${randomBytes(30).toString("base64url")}`.slice(0, 40);
let keys = 0;
/** An access key of its own, whose id is told by all but its last four characters. */
function accessKey(what: string) {
  keys += 1;
  const id = `AKIA${randomBytes(12).toString("hex").toUpperCase().slice(0, 15)}${keys}`;
  return { id, secret: fresh(what) };
}
const asFields = (key: { id: string; secret: string }) => ({
  accessKeyId: key.id,
  secretAccessKey: key.secret,
});

const secrets = {
  genkan: `canary-genkan-${randomBytes(24).toString("base64url")}`,
  container: `Bearer ${fresh("container")}`,
  environment: accessKey("env"),
  profile: accessKey("profile"),
  sealed: accessKey("sealed"),
  rotated: accessKey("rotated"),
  second: accessKey("second"),
  stranger: accessKey("stranger"),
};

const { portalMfaDevice, portalUserArn, roles } = demoCompany();
const playground = "210987654309";
const mfaRole = roles.find((role) => role.requiresMfa)?.arn ?? "";

let sandbox: Sandbox;
let control: SandboxControl;
let recorder: HttpRecorder;
let provider: IdentityProvider;
let portal: Portal;
let company: SeededPortal;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "genkan-canary-"));
  const port = await freePort();
  const { world } = demoCompany({ issuer: `http://127.0.0.1:${port}` });
  const ours = [secrets.environment, secrets.profile, secrets.sealed, secrets.rotated, secrets.second];
  const users = world.users.map((user) =>
    user.arn === portalUserArn ? { ...user, accessKeys: ours } : user,
  );
  const stranger = { arn: portalUserArn.replace("genkan-portal", "stranger"), policies: [] };
  sandbox = await startSandbox({
    world: { ...world, users: [...users, { ...stranger, accessKeys: [secrets.stranger] }] },
    containerAuthorizationToken: secrets.container,
  });
  control = sandboxControl(sandbox.url);
  recorder = await recordHttp(sandbox.url);
  provider = await startIdentityProvider([`http://127.0.0.1:${port}/api/auth/callback/oidc`]);
  const profile = `[canary]\naws_access_key_id = ${secrets.profile.id}\naws_secret_access_key = ${secrets.profile.secret}\n`;
  writeFileSync(join(folder, "credentials"), profile, { mode: 0o600 });
  portal = await startPortal({
    sandboxUrl: recorder.url,
    port,
    env: {
      GENKAN_SECRET: secrets.genkan,
      GENKAN_OIDC_ISSUER: provider.issuer,
      GENKAN_OIDC_CLIENT_ID: provider.clientId,
      GENKAN_OIDC_CLIENT_SECRET: provider.clientSecret,
      AWS_ACCESS_KEY_ID: secrets.environment.id,
      AWS_SECRET_ACCESS_KEY: secrets.environment.secret,
      AWS_CONFIG_FILE: join(folder, "none"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_EC2_METADATA_DISABLED: undefined,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: recorder.url,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${recorder.url}/v2/credentials/task`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: secrets.container,
    },
  });
  company = await seedCompany(portal);
});
afterAll(async () => {
  await portal?.stop();
  await provider?.close();
  await recorder?.close();
  await sandbox?.close();
  rmSync(folder, { recursive: true, force: true });
});

const canaries: Canary[] = [];
const add = (kind: string, secret: unknown) => canaries.push([kind, String(secret)]);
const errors: Place[] = [];
const used = { roles: [] as string[], sources: [] as string[] };

/** Sends what must be refused, and keeps what the refusal says. */
async function refused(
  client: ApiClient,
  method: string,
  path: string,
  body: unknown,
  code?: string,
): Promise<ApiAnswer> {
  const answer = await client.call(method, path, body);
  expect(answer.status, `${method} ${path} ${answer.text}`).toBeGreaterThanOrEqual(400);
  if (code) expect(codeOf(answer)).toBe(code);
  errors.push([`the error of ${method} ${path}`, JSON.stringify([...answer.headers]) + answer.text]);
  return answer;
}

async function done(client: ApiClient, method: string, path: string, body: unknown = {}): Promise<ApiAnswer> {
  const answer = await client.call(method, path, body);
  expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
  return answer;
}

async function addSource(fields: object): Promise<string> {
  const id = text((await done(company.owner, "POST", "/api/sources", fields)).json, "id");
  used.sources.push(id);
  return id;
}

/** A role of the catalogue, added where it is not there yet, with these options and assigned to the developer. */
async function role(arn: string, options: object): Promise<string> {
  const { owner, people, roleIds } = company;
  let id = roleIds.get(arn);
  if (!id) {
    id = text((await done(owner, "POST", "/api/roles", { reference: arn, ...options })).json, "id");
    roleIds.set(arn, id);
  } else await done(owner, "PATCH", `/api/roles/${id}`, options);
  await owner.call("POST", "/api/assignments", { personId: people.developer, roleId: id });
  if (!used.roles.includes(id)) used.roles.push(id);
  return id;
}

/** Of the role that the developer has from the start. */
function firstRoleArn(): string {
  const [arn] = [...company.roleIds].find(([, id]) => id === company.assignedRoleId) ?? [];
  if (!arn) throw new Error("the developer has no role");
  return arn;
}

async function issue(roleId: string, body: object = {}): Promise<void> {
  await done(company.developer, "POST", `/api/roles/${roleId}/credentials`, body);
  await done(company.developer, "POST", `/api/roles/${roleId}/console`);
}

async function fault(kind: string): Promise<void> {
  const body = JSON.stringify({ target: "sts", kind });
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body });
}

/** The portal's own: what it is started with, people's passwords, the cookies and OpenID Connect's secrets. */
async function spreadSignIns(): Promise<void> {
  const { owner, developer, auditor, people } = company;
  add("GENKAN_SECRET", secrets.genkan);
  add("OpenID Connect client secret", provider.clientSecret);
  add("setup token", portal.setupToken);
  add("password", password);
  const [first, wrong] = [fresh("first"), fresh("wrong")];
  const second = `${fresh("second")}-pässword-"\\/&'<`;
  for (const each of [first, second, wrong]) add("password", each);
  await refused(owner, "POST", "/api/setup", {
    token: portal.setupToken,
    name: "x",
    email: "x@y.example",
    password: wrong,
  });

  const email = "canary@nimbus.example";
  const added = await done(owner, "POST", "/api/people", { name: "Canary", email, password: first });
  await new ApiClient(portal.url).signIn(email, first);
  await done(owner, "PATCH", `/api/people/${text(added.json, "id")}`, { password: second });
  const person = new ApiClient(portal.url);
  await person.signIn(email, second);
  for (const who of [email, "nobody@nimbus.example"])
    errors.push([`signing in as ${who}`, (await new ApiClient(portal.url).signIn(who, wrong)).text]);
  await refused(owner, "PATCH", `/api/people/${people.developer}`, { password: wrong, unknown: wrong });
  await refused(owner, "POST", "/api/people", `{"password":"${wrong}"`);

  const kept = new ApiClient(portal.url);
  await kept.call("GET", "/api/auth/csrf");
  add("csrf cookie", decodeURIComponent(kept.cookies.get("genkan.csrf-token") ?? "").split("|")[1]);
  for (const name of ["state", "pkce", "nonce"]) {
    await kept.call("POST", "/api/auth/signin/oidc", await oidcForm(kept));
    add("OpenID Connect cookie", kept.cookies.get(`genkan.${name}`));
  }
  provider.signInAs({ sub: "canary-subject", email: "oidc@nimbus.example" });
  const started = await kept.call("POST", "/api/auth/signin/oidc", await oidcForm(kept));
  const at = await passProvider(provider.issuer, text(started.json, "url"));
  add("authorization code", at.searchParams.get("code"));
  await kept.call("GET", at.pathname + at.search);
  for (const client of [owner, developer, auditor, person, kept]) {
    const cookie = client.cookies.get("genkan.sign-in") ?? "";
    add("sign-in cookie", cookie);
    add("sid of a sign-in", await sidOfCookie(secrets.genkan, cookie));
  }
}

async function oidcForm(client: ApiClient): Promise<URLSearchParams> {
  const csrfToken = text((await client.call("GET", "/api/auth/csrf")).json, "csrfToken");
  return new URLSearchParams({ csrfToken, json: "true", callbackUrl: "/" });
}

/** Identities that the server gets from where it runs. */
async function spreadServerIdentities(): Promise<void> {
  add("environment's secret access key", secrets.environment.secret);
  add("profile's secret access key", secrets.profile.secret);
  add("container authorization token", secrets.container);
  for (const [kind, more] of [
    ["environment", {}],
    ["instance_metadata", {}],
    ["container", {}],
    ["profile", { profile: "canary" }],
  ] as const) {
    const sourceId = await addSource({ kind, name: `Canary ${kind}`, ...more });
    await done(company.owner, "POST", `/api/sources/${sourceId}/test`);
    await issue(await role(firstRoleArn(), { sourceId }));
  }
  const chain = await role(`arn:aws:iam::${playground}:role/PowerUser`, { sourceId: null, externalId: null });
  const sourceId = await addSource({ kind: "role", name: "Canary chain", roleId: chain });
  await issue(await role(`arn:aws:iam::${playground}:role/ClusterOperator`, { sourceId }));
}

/** Access keys sealed in the database: entered, refused, rotated, used with MFA, and swapped behind the portal's back. */
async function spreadAccessKeys(): Promise<void> {
  const { owner, developer } = company;
  const { sealed, rotated, second, stranger } = secrets;
  for (const key of [sealed, rotated, second, stranger]) {
    add("sealed access key's secret", key.secret);
    add("sealed access key's id", key.id.slice(0, -4));
  }
  const wrong = fresh("wrong-key");
  add("refused access key's secret", wrong);
  const mfaSerial = portalMfaDevice.serialNumber;
  const kind = "access_key";
  for (const key of [
    { ...asFields(sealed), secretAccessKey: wrong },
    { accessKeyId: wrong, secretAccessKey: wrong },
  ])
    await refused(owner, "POST", "/api/sources", { kind, name: "Wrong", ...key });
  await refused(owner, "POST", "/api/sources", { kind, name: wrong.repeat(2), secretAccessKey: wrong });
  await refused(owner, "POST", "/api/sources", `{"kind":"access_key","secretAccessKey":"${wrong}`);

  const sourceId = await addSource({ kind, name: "Canary key", ...asFields(sealed), mfaSerial });
  const roleId = await role(mfaRole, { sourceId, requiresMfa: true, externalId: null });
  const credentials = `/api/roles/${roleId}/credentials`;
  await refused(developer, "POST", credentials, {}, "mfa_code_required");
  const wrongCode = String(100_000 + (randomBytes(3).readUIntBE(0, 3) % 900_000));
  add("AWS MFA code", wrongCode);
  await refused(developer, "POST", credentials, { mfaCode: wrongCode }, "aws_mfa_code_refused");
  const mfaCode = await control.mfaCode(mfaSerial);
  await done(developer, "POST", credentials, { mfaCode });
  await issue(roleId);
  await refused(owner, "POST", credentials, { mfaCode }, "role_not_assigned");
  await refused(owner, "POST", `/api/roles/${roleId}/check`, { mfaCode }, "mfa_code_reused");

  const keyOf = `/api/sources/${sourceId}/access-key`;
  await refused(owner, "PUT", keyOf, { ...asFields(rotated), secretAccessKey: wrong }, "aws_source_invalid");
  await refused(owner, "PUT", keyOf, asFields(stranger), "access_key_of_another");
  await done(owner, "PUT", keyOf, asFields(rotated));
  await issue(roleId, { mfaCode: await control.mfaCode(mfaSerial) });

  const otherId = await addSource({ kind, name: "Canary second key", ...asFields(second) });
  const database = new Database(portal.databaseFile, { timeout: 5000 });
  database
    .prepare(
      `UPDATE "CredentialSource" SET "sealedKey" = (SELECT "sealedKey" FROM "CredentialSource" WHERE "id" = ?) WHERE "id" = ?`,
    )
    .run(sourceId, otherId);
  database.close();
  const swapped = await role(firstRoleArn(), { sourceId: otherId });
  await refused(developer, "POST", `/api/roles/${swapped}/credentials`, {}, "sealed_secret_unreadable");
  await refused(developer, "POST", `/api/roles/${swapped}/console`, {}, "sealed_secret_unreadable");
  await refused(owner, "POST", `/api/sources/${otherId}/test`, {}, "sealed_secret_unreadable");
  const check = await done(owner, "POST", `/api/roles/${swapped}/check`);
  errors.push(["the check of a swapped secret", check.text]);
  await role(firstRoleArn(), { sourceId: null });
}

/** Identity tokens, and the keys that sign them. */
async function spreadWebIdentity(): Promise<void> {
  for (const [algorithm, name] of [
    ["RS256", "WebIdentityDeveloper"],
    ["ES256", "WebIdentityReadOnly"],
  ] as const) {
    const sourceId = await addSource({ kind: "web_identity", name: `Canary ${algorithm}`, algorithm });
    await issue(await role(`arn:aws:iam::${playground}:role/${name}`, { sourceId }));
    addPrivateKeys();
    await done(company.owner, "POST", "/api/signing-keys/rotation");
    addPrivateKeys();
    await done(company.owner, "POST", `/api/sources/${sourceId}/test`);
  }
}

/** Opens the private keys of now here, to know what nobody may find. */
function addPrivateKeys(): void {
  const database = new Database(portal.databaseFile, { readonly: true });
  const stored = `SELECT "id", "sealedPrivateKey" FROM "SigningKey" WHERE "sealedPrivateKey" <> ''`;
  const rows = database.prepare(stored).all();
  database.close();
  for (const row of rows) {
    const place = ["SigningKey", text(row, "id"), "sealedPrivateKey"] as const;
    const key: unknown = JSON.parse(openSealed(secrets.genkan, text(row, "sealedPrivateKey"), place));
    for (const part of ["d", "p", "q", "dp", "dq", "qi"])
      if (member(key, part) !== undefined) add("issuer's private key", text(key, part));
  }
}

/** The authenticator app of a member, and its codes. */
async function spreadSecondFactor(): Promise<void> {
  const { developer } = company;
  const roleId = await role(firstRoleArn(), { requiresSecondFactor: true });
  const begun = await done(developer, "POST", "/api/me/second-factor");
  const secret = text(begun.json, "secret");
  add("second factor's secret", secret);
  const step = Math.floor(Date.now() / 30_000);
  // Of an hour ago, as a right one might be caught.
  const codes = [step - 120, step, step + 1].map((each) => totp(secret, each));
  for (const code of codes) add("second factor's code", code);
  const [old, code, next] = codes;
  await refused(developer, "PUT", "/api/me/second-factor", { code: old }, "second_factor_code_wrong");
  await done(developer, "PUT", "/api/me/second-factor", { code });
  await refused(developer, "POST", "/api/me/second-factor/proof", { code }, "second_factor_code_used");
  await done(developer, "POST", "/api/me/second-factor/proof", { code: next });
  await issue(roleId);
  await role(firstRoleArn(), { requiresSecondFactor: false });
}

/** What may be seen: that it is found shows that the places are really read. */
const marker = fresh("marker");
const shownIn = [
  "the table AwsRole",
  "the table AuditEvent",
  "the audit API",
  "GET /api/catalogue for owner",
  "GET /api/catalogue for developer",
  "GET /admin/roles for auditor",
];

/** Role sessions in every form that is given out, and AWS answering all wrong. */
async function spreadRoleSessions(): Promise<void> {
  const { developer, owner, assignedRoleId } = company;
  const path = `/api/roles/${assignedRoleId}/credentials`;
  for (const format of ["bash", "json", "credential-process", "credentials-file", "powershell"]) {
    const { text: block } = await done(developer, "POST", path, { format });
    add("AssumeRole's access key id", /(ASIA[A-Z0-9]{16})/.exec(block)?.[1]);
  }
  for (const kind of ["429", "garbage", "empty", "reset"]) {
    await fault(kind);
    await refused(developer, "POST", path, {});
    const found = await done(owner, "POST", `/api/roles/${assignedRoleId}/check`);
    errors.push([`the check while STS answers ${kind}`, found.text]);
    await refused(owner, "POST", "/api/sources", {
      kind: "access_key",
      name: "Unlucky",
      ...asFields(secrets.stranger),
    });
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: "DELETE" });
  }
}

const kinds = [
  "AWS MFA code",
  "AssumeRole's SecretAccessKey",
  "AssumeRole's SessionToken",
  "AssumeRole's access key id",
  "AssumeRoleWithWebIdentity's SecretAccessKey",
  "AssumeRoleWithWebIdentity's SessionToken",
  "GENKAN_SECRET",
  "GetSessionToken's SecretAccessKey",
  "GetSessionToken's SessionToken",
  "OpenID Connect client secret",
  "OpenID Connect cookie",
  "SecretAccessKey of instance metadata",
  "SecretAccessKey of the container's endpoint",
  "Token of instance metadata",
  "Token of the container's endpoint",
  "authorization code",
  "console sign-in token",
  "container authorization token",
  "csrf cookie",
  "environment's secret access key",
  "identity token",
  "instance metadata token",
  "issuer's private key",
  "password",
  "profile's secret access key",
  "refused access key's secret",
  "sealed access key's id",
  "sealed access key's secret",
  "second factor's code",
  "second factor's secret",
  "setup token",
  "sid of a sign-in",
  "sign-in cookie",
];

beforeAll(async () => {
  await role(firstRoleArn(), { note: marker });
  await spreadSignIns();
  await spreadServerIdentities();
  await spreadAccessKeys();
  await spreadWebIdentity();
  await spreadSecondFactor();
  await spreadRoleSessions();
  canaries.push(...secretsOnWire(recorder.exchanges));
});

test("every kind of secret was really in use", () => {
  expect([...new Set(canaries.map(([kind]) => kind))].sort()).toEqual(kinds);
  for (const [kind, secret] of canaries)
    expect.soft(/^\d{6}$/.test(secret) || secret.length > 15, `${kind} of ${secret.length}`).toBe(true);
});

test("no secret is in the database, a log, the audit log, an answer, an error or a bundle", async () => {
  const said: Place[] = [
    // The token's one place is this log, on purpose.
    ["the log", portal.output().replace(/\/setup#token=[\w-]+/, "")],
    ...(await auditPlaces(portal, company.auditor)),
    ...(await answerPlaces(company, used)),
    ...errors,
    ["the log afterwards", portal.output().replace(/\/setup#token=[\w-]+/, "")],
    ...databasePlaces(portal),
  ];
  const built = bundlePlaces();
  const shows = secretFinder(marker);
  const shown = said.filter(([, content]) => shows(content)).map(([place]) => place);
  expect(shown).toEqual(expect.arrayContaining(shownIn));
  expect(shown.filter((place) => place.startsWith("the database file"))).not.toEqual([]);

  const found: string[] = [];
  for (const [kind, secret] of new Map(canaries.map((canary) => [canary[1], canary])).values()) {
    const finds = secretFinder(secret);
    // Six digits were made after the build; what is in there by chance tells nobody a code.
    for (const [place, content] of /^\d{6}$/.test(secret) ? said : [...said, ...built])
      if (finds(content)) found.push(`${kind} in ${place}`);
  }
  expect(found).toEqual([]);
  // A private key in any form that the portal's own libraries write.
  for (const [place, content] of said)
    expect
      .soft(/"d\\?": ?\\?"[\w-]{40}|%22d%22%3A%22[\w-]{40}|BEGIN [A-Z ]*PRIVATE KEY/.test(content), place)
      .toBe(false);
  const places = said.length + built.length;
  const size = [...said, ...built].reduce((sum, [, content]) => sum + content.length, 0);
  notice(
    `${kinds.length} kinds of secret (${canaries.length} values) in none of ${places} places (${Math.round(size / 1024)} kB)`,
  );
}, 180_000);

test("the search finds each of them in each form, wherever it lies", () => {
  const file = join(folder, "planted");
  let planted = 0;
  for (const [kind, secret] of canaries) {
    const finds = secretFinder(secret);
    for (const [form, text] of plantings(secret)) {
      const noise = () => randomBytes(1000).toString("latin1");
      writeFileSync(file, Buffer.concat([randomBytes(1000), Buffer.from(text), randomBytes(1000)]));
      expect.soft(finds(readFileSync(file, "latin1")), `${kind} as ${form} in a file`).toBe(true);
      expect.soft(finds(`"${text}"`), `${kind} as ${form} in an answer`).toBe(true);
      expect.soft(finds(noise()), `${kind} in nothing`).toBe(false);
      planted += 1;
    }
  }
  notice(`${planted} planted spellings were all found`);
});
