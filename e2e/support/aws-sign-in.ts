import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type ApiAnswer, type ApiClient, member } from "./api-client.ts";
import { text } from "./seed-company.ts";

// AWS's own sign-in, told to the portal byte for byte as the AWS CLI tells it, with the person's consent by the API.

export const scopes = ["sso:account:access"] as const;
/** What clients of a portal on one machine are configured with. */
export const startUrl = "https://identitycenter.amazonaws.com/127-0-0-1";
export const deviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";

export type RegisteredClient = { clientId: string; clientSecret: string; registrationExpiresAt: string };
export type ClientTokens = RegisteredClient & {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
};

/** Sends JSON as a program does: no cookie, no Origin. */
export async function askAws(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${url}/aws${path}`, {
    method,
    headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...headers },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
    redirect: "manual",
  });
  const answered = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(answered);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text: answered, json };
}

/** Portal operations carry the token in a header of their own. */
export const bearing = (accessToken: string) => ({ "x-amz-sso_bearer_token": accessToken });

/** What AWS CLI 2.22 and later register with for a sign-in through the browser: no port is known yet. */
export const browserRegistration = (clientName: string) => ({
  clientName,
  clientType: "public",
  grantTypes: ["authorization_code", "refresh_token"],
  redirectUris: ["http://127.0.0.1/oauth/callback"],
  issuerUrl: startUrl,
  scopes,
});

/** What the AWS CLI registers with for a device code: neither grants nor redirect URIs. */
export const deviceRegistration = (clientName: string, given: readonly string[] = scopes) => ({
  clientName,
  clientType: "public",
  ...(given.length > 0 && { scopes: given }),
});

/** A client that registered, by what it told of itself. */
export async function register(url: string, body: object): Promise<RegisteredClient> {
  const { json } = await askAws(url, "POST", "/client/register", body);
  const until = Number(member(json, "clientSecretExpiresAt"));
  return {
    clientId: text(json, "clientId"),
    clientSecret: text(json, "clientSecret"),
    registrationExpiresAt: new Date(until * 1000).toISOString(),
  };
}

export const registerForPkce = (url: string) => register(url, browserRegistration("botocore-client-acme"));
export const registerForDevice = (url: string, given?: readonly string[]) =>
  register(url, deviceRegistration("botocore-client-acme", given));

/** The query of /authorize, the names as the AWS CLI spells them. */
export function authorizeQuery(clientId: string, verifier: string, port: number) {
  return {
    response_type: "code",
    client_id: clientId,
    redirect_uri: `http://127.0.0.1:${port}/oauth/callback`,
    state: randomUUID(),
    code_challenge_method: "S256",
    scopes: scopes.join(","),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  };
}

export const newVerifier = () => randomBytes(48).toString("base64url");

/** The code that a person's consent gives. */
export async function consent(person: ApiClient, query: Record<string, string>): Promise<string> {
  const answer = await person.call("POST", "/api/client-sign-ins/authorization", {
    decision: "allow",
    ...query,
  });
  const code = new URL(text(answer.json, "redirectTo")).searchParams.get("code");
  if (code === null) throw new Error(`no code in ${answer.text}`);
  return code;
}

/** What CreateToken takes for a code. */
export function redemption(client: RegisteredClient, code: string, verifier: string, port: number): object {
  const { clientId, clientSecret } = client;
  return {
    clientId,
    clientSecret,
    grantType: "authorization_code",
    code,
    codeVerifier: verifier,
    redirectUri: `http://127.0.0.1:${port}/oauth/callback`,
  };
}

/** A person signed in in a client of their own, by PKCE. */
export async function signClientIn(url: string, person: ApiClient): Promise<ClientTokens> {
  const client = await registerForPkce(url);
  const verifier = newVerifier();
  const port = 49_152 + Math.floor(Math.random() * 16_000);
  const code = await consent(person, authorizeQuery(client.clientId, verifier, port));
  const { json } = await askAws(url, "POST", "/token", redemption(client, code, verifier, port));
  return { ...client, ...tokensOf(json) };
}

/** The tokens of an answer of CreateToken. */
export function tokensOf(json: unknown): Pick<ClientTokens, "accessToken" | "refreshToken" | "expiresIn"> {
  return {
    accessToken: text(json, "accessToken"),
    refreshToken: text(json, "refreshToken"),
    expiresIn: Number(member(json, "expiresIn")),
  };
}
