import { createServer, type RequestListener } from "node:http";
import Provider from "oidc-provider";
import { ApiClient } from "./api-client.ts";

/** Somebody whom the provider knows; `sub` is the subject. */
export type Subject = { sub: string; email?: string; name?: string; groups?: string[] };

/** A real OpenID Connect provider on loopback, whose people may be changed between sign-ins. */
export type IdentityProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  subjects: Map<string, Subject>;
  /** Signs this subject in from now on, without asking anybody. */
  signInAs: (subject: Subject) => void;
  /** Authorization requests as they came, for what the client sent. */
  authorizations: URLSearchParams[];
  close: () => Promise<void>;
};

const clientId = "genkan";
const clientSecret = "provider-client-secret-8c1f0e7d2b";

/** Starts a provider for one client, with the scope `teams` for the claim `groups`. */
export async function startIdentityProvider(redirectUris: string[]): Promise<IdentityProvider> {
  const subjects = new Map<string, Subject>();
  const authorizations: URLSearchParams[] = [];
  const current = { sub: "" };
  const serving: { listener?: RequestListener } = {};
  const server = createServer((request, response) => serving.listener?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
    pkce: { required: () => true },
    scopes: ["openid", "email", "profile", "teams"],
    claims: { openid: ["sub"], email: ["email"], profile: ["name"], teams: ["groups"] },
    cookies: { keys: ["identity-provider-cookie-key"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => {
      const subject = subjects.get(sub);
      return subject && { accountId: sub, claims: async () => ({ ...subject }) };
    },
  });
  provider.use(async (context, next) => {
    if (context.path === "/auth") authorizations.push(new URLSearchParams(context.querystring));
    if (!context.path.startsWith("/interaction/")) return next();
    const { params } = await provider.interactionDetails(context.req, context.res);
    const grant = new provider.Grant({ accountId: current.sub, clientId });
    grant.addOIDCScope(String(params["scope"]));
    const result = { login: { accountId: current.sub }, consent: { grantId: await grant.save() } };
    const onward = { mergeWithLastSubmission: false };
    context.res.writeHead(303, {
      Location: await provider.interactionResult(context.req, context.res, result, onward),
      "Content-Length": 0,
    });
    context.res.end();
  });
  serving.listener = provider.callback();
  return {
    issuer,
    clientId,
    clientSecret,
    subjects,
    signInAs: (subject) => {
      subjects.set(subject.sub, subject);
      current.sub = subject.sub;
    },
    authorizations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Goes through the provider as a browser would, and returns where it sends the browser back to. */
export async function passProvider(issuer: string, authorize: string): Promise<URL> {
  const browser = new ApiClient(issuer);
  let at = new URL(authorize);
  for (let hops = 0; at.origin === issuer; hops += 1) {
    const answer = await browser.call("GET", at.pathname + at.search);
    const location = answer.headers.get("location");
    if (!location || hops > 10)
      throw new Error(`the provider answered ${answer.status} ${answer.text.slice(0, 500)}`);
    at = new URL(location, issuer);
  }
  return at;
}
