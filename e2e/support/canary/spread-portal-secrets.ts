import { totp } from "../../../sandbox/mfa.ts";
import { ApiClient } from "../api-client.ts";
import { passProvider } from "../identity-provider.ts";
import { password, text } from "../seed-company.ts";
import { freshSecret } from "./canary-portal.ts";
import { sidOfCookie } from "./open-sealed.ts";
import type { Spread } from "./spread.ts";

/** Sends the portal's own secrets through it: passwords, cookies, OpenID Connect's, and those of authenticator apps. */
export async function spreadPortalSecrets(spread: Spread): Promise<void> {
  await spreadSignIns(spread);
  await spreadSecondFactor(spread);
  await spreadImports(spread);
  await spreadAccessTokens(spread);
}

/** Keys in files that are pasted to import what else is in them. */
async function spreadImports({ add, company: { owner }, done, errors, refused }: Spread): Promise<void> {
  const key = "pasted secret access key";
  const secret =
    `${freshSecret("import").replaceAll(/[^A-Za-z0-9]/g, "")}aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5hJ7k`.slice(
      0,
      40,
    );
  const token = freshSecret("pasted-session-token");
  add(key, secret);
  add("pasted session token", token);
  const keys = `aws_access_key_id = AKIAIOSFODNN7CANARYS\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`;
  const roleArn = "arn:aws:iam::610000000001:role/Imported";
  const config = `# secret: ${secret}\n[default]\n${keys}[profile a]\nrole_arn = ${roleArn}\nsource_profile = default\n${keys}`;
  const texts = [
    { kind: "aws-config", config, credentials: `[default]\n${keys}` },
    { kind: "extend-switch-roles", text: `${config}; ${secret}\n` },
    { kind: "csv", text: `role_arn,note,secret\n${roleArn},${secret},${secret}\n` },
    { kind: "yaml", text: `version: 1\naccounts:\n  - id: "610000000001"\n    name: ${secret}\n` },
  ];
  for (const origin of texts) {
    const preview = await done(owner, "POST", "/api/imports/preview", origin);
    errors.push([`the preview of ${origin.kind}`, preview.text]);
    const { text: carried, digest } = preview.json as { text: string; digest: string };
    errors.push([
      `the import of ${origin.kind}`,
      (await done(owner, "POST", "/api/imports", { text: carried, digest })).text,
    ]);
  }
  await refused(owner, "POST", "/api/imports/preview", { kind: "csv", text: `${secret}\n` });
  await refused(owner, "POST", "/api/imports/preview", { kind: "yaml", text: `version: 1\n${secret}: 1\n` });
  await refused(owner, "POST", "/api/imports/preview", { kind: secret, text: secret });
}

/** The portal's own: what it is started with, people's passwords, the cookies and OpenID Connect's secrets. */
async function spreadSignIns(spread: Spread): Promise<void> {
  const { add, done, errors, refused, portal, provider, secrets } = spread;
  const { owner, developer, auditor, people } = spread.company;
  add("GENKAN_SECRET", secrets.genkan);
  add("OpenID Connect client secret", provider.clientSecret);
  add("setup token", portal.setupToken);
  add("password", password);
  const [first, wrong] = [freshSecret("first"), freshSecret("wrong")];
  const second = `${freshSecret("second")}-pässword-"\\/&'<`;
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

/** An access token that is used, lacks a scope, is not taken, and is used again once it is revoked. */
async function spreadAccessTokens({ add, company, done, errors, portal }: Spread): Promise<void> {
  const body = { name: "Canary", scopes: ["catalogue:read"] };
  const made = await done(company.owner, "POST", "/api/me/tokens", body);
  const token = text(made.json, "token");
  add("access token", token);
  const program = new ApiClient(portal.url);
  const ask = async (method: string, path: string, sent = token) => {
    const answer = await program.call(method, path, undefined, { Authorization: `Bearer ${sent}` });
    errors.push([`${method} ${path} with a token`, JSON.stringify([...answer.headers]) + answer.text]);
  };
  await ask("GET", "/api/catalogue");
  await ask("GET", "/api/audit");
  await ask("DELETE", "/api/sources/default");
  await ask("GET", "/api/catalogue", `${token} ${token}`);
  await done(company.owner, "DELETE", `/api/me/tokens/${text(made.json, "id")}`);
  await ask("GET", "/api/catalogue");
  await ask("POST", "/api/roles");
}

/** The authenticator app of a member, and its codes. */
async function spreadSecondFactor(spread: Spread): Promise<void> {
  const { add, done, firstRoleArn, issue, refused, role } = spread;
  const { developer } = spread.company;
  const roleId = await role(firstRoleArn, { requiresSecondFactor: true });
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
  await role(firstRoleArn, { requiresSecondFactor: false });
}
