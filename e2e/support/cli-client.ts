import { once } from "node:events";
import { createServer, type Server } from "node:http";
import {
  authorizeQuery,
  browserRegistration,
  deviceCodeGrant,
  deviceRegistration,
  newVerifier,
  startUrl,
} from "./aws-sign-in.ts";
import { text } from "./seed-company.ts";

/** What the portal answered: status, the exception that AWS's clients read from the header, and the body. */
export type WireAnswer = { status: number; exception: string | null; json: unknown };

/** What the browser brought to the client's port. */
export type Callback = { code: string | null; state: string | null; error: string | null };

/** A sign-in through the browser that waits at a port of this machine. */
export type WaitingSignIn = {
  /** What the client opens in the browser. */
  url: string;
  state: string;
  redirectUri: string;
  codeVerifier: string;
  callback: Promise<Callback>;
  close: () => Promise<void>;
};

const userAgent =
  "aws-cli/2.34.14 md/awscrt#0.31.2 ua/2.1 os/linux#6.12.48 md/arch#x86_64 lang/python#3.13.11 md/pyimpl#CPython m/C,E,b cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#sso.login";

/**
 * A client that sends what AWS CLI 2 sends for `aws sso login`: nothing signed, JSON in camelCase, no Origin.
 * https://github.com/aws/aws-cli/blob/v2/awscli/customizations/sso/utils.py
 */
export class CliClient {
  readonly portalUrl: string;
  readonly sessionName: string;
  clientId = "";
  clientSecret = "";

  constructor(portalUrl: string, sessionName = "acme") {
    this.portalUrl = portalUrl;
    this.sessionName = sessionName;
  }

  get clientName(): string {
    return `botocore-client-${this.sessionName}`;
  }

  /** Registers as for a sign-in through the browser. */
  async register(): Promise<WireAnswer> {
    return this.keepRegistration(browserRegistration(this.clientName));
  }

  /** Registers as for a device code. */
  async registerForDevice(): Promise<WireAnswer> {
    return this.keepRegistration(deviceRegistration(this.clientName));
  }

  private async keepRegistration(body: object): Promise<WireAnswer> {
    const answer = await this.post("/client/register", body);
    this.clientId = text(answer.json, "clientId");
    this.clientSecret = text(answer.json, "clientSecret");
    return answer;
  }

  /** Listens at a free port, and makes the address to open. Its query has `scopes`, as only AWS writes it. */
  async startBrowserSignIn(): Promise<WaitingSignIn> {
    const codeVerifier = newVerifier();
    const { server, port, callback } = await listen();
    const asked = authorizeQuery(this.clientId, codeVerifier, port);
    const { redirect_uri: redirectUri, state } = asked;
    const query = new URLSearchParams(asked);
    const close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return { url: `${this.portalUrl}/authorize?${query}`, state, redirectUri, codeVerifier, callback, close };
  }

  redeemCode(code: string, { redirectUri, codeVerifier }: WaitingSignIn): Promise<WireAnswer> {
    return this.createToken({ grantType: "authorization_code", redirectUri, codeVerifier, code });
  }

  refresh(refreshToken: string): Promise<WireAnswer> {
    return this.createToken({ grantType: "refresh_token", refreshToken });
  }

  startDeviceAuthorization(): Promise<WireAnswer> {
    const { clientId, clientSecret } = this;
    return this.post("/device_authorization", {
      clientId,
      clientSecret,
      startUrl,
    });
  }

  pollDevice(deviceCode: string): Promise<WireAnswer> {
    return this.createToken({ grantType: deviceCodeGrant, deviceCode });
  }

  private createToken(input: object): Promise<WireAnswer> {
    const { clientId, clientSecret } = this;
    return this.post("/token", { ...input, clientId, clientSecret });
  }

  /** One of the portal operations, with the token in the header that AWS gave its own name. */
  async get(path: string, accessToken: string): Promise<WireAnswer> {
    const headers = { "x-amz-sso_bearer_token": accessToken, "User-Agent": userAgent };
    return read(await fetch(`${this.portalUrl}/aws${path}`, { headers, redirect: "error" }));
  }

  listAccounts(accessToken: string): Promise<WireAnswer> {
    return this.get("/assignment/accounts", accessToken);
  }

  private async post(path: string, body: object): Promise<WireAnswer> {
    const response = await fetch(`${this.portalUrl}/aws${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "User-Agent": userAgent },
      body: JSON.stringify(body),
      redirect: "error",
    });
    return read(response);
  }
}

async function read(response: Response): Promise<WireAnswer> {
  const json: unknown = await response.json().catch(() => undefined);
  return { status: response.status, exception: response.headers.get("x-amzn-errortype"), json };
}

async function listen(): Promise<{ server: Server; port: number; callback: Promise<Callback> }> {
  const arrived = Promise.withResolvers<Callback>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    if (url.pathname !== "/oauth/callback") return void response.writeHead(404).end();
    const [code, state, error] = ["code", "state", "error"].map((name) => url.searchParams.get(name));
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end("<!doctype html><title>CLI</title><p>You may now close this window.</p>");
    arrived.resolve({ code: code ?? null, state: state ?? null, error: error ?? null });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port to listen at");
  return { server, port: address.port, callback: arrived.promise };
}
