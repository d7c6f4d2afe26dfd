import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "#lib/env.ts";
import { isAppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { cookieNames, cookieSecret, isSecureOrigin } from "./sign-in-cookie.ts";
import { signInWithIdentity } from "./sign-in-with-identity.ts";
import { type SignedIn, signInWithPassword } from "./sign-in-with-password.ts";
import type { RequestOrigin } from "./viewer.ts";

/** What one pass through next-auth came to; next-auth itself only tells with a redirect. */
export type SignInOutcome = { signedIn?: SignedIn; error?: unknown };

type Claims = Record<string, unknown> & { sub: string };

/**
 * The options of next-auth for one request: who asks is recorded, and the outcome is kept for the answer.
 * @param invitation the token of the invitation that a sign-in at the identity provider accepts, or null
 */
export function nextAuthOptions(
  origin: RequestOrigin,
  outcome: SignInOutcome,
  invitation: string | null,
): AuthOptions {
  const keep = async (signIn: Promise<SignedIn>): Promise<SignedIn | null> => {
    try {
      outcome.signedIn = await signIn;
      return outcome.signedIn;
    } catch (error) {
      outcome.error = error;
      return null;
    }
  };
  const names = cookieNames();
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecureOrigin() } as const;
  const short = { ...options, maxAge: 900 };
  const oidc = oidcProvider();
  return {
    secret: cookieSecret(),
    session: { strategy: "jwt", maxAge: env().GENKAN_SIGN_IN_MAX_MINUTES * 60 },
    useSecureCookies: isSecureOrigin(),
    cookies: {
      sessionToken: { name: names.sessionToken, options },
      callbackUrl: { name: names.callbackUrl, options },
      csrfToken: { name: names.csrfToken, options },
      pkceCodeVerifier: { name: names.pkceCodeVerifier, options: short },
      state: { name: names.state, options: short },
      nonce: { name: names.nonce, options: short },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials) => {
          const signedIn = await keep(
            signInWithPassword(origin, { email: credentials?.email, password: credentials?.password }),
          );
          return signedIn && { id: signedIn.personId };
        },
      }),
      ...(oidc ? [oidc] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.type !== "oauth") return outcome.signedIn !== undefined;
        const claims = identityClaims({ ...profile });
        return (await keep(signInWithIdentity(origin, claims, invitation))) !== null;
      },
      async jwt() {
        const { signedIn } = outcome;
        if (!signedIn) throw new Error("a sign-in token is only made for somebody who just signed in");
        return { sub: signedIn.personId, sid: signedIn.sid };
      },
      redirect: async ({ url }) => url,
    },
    logger: {
      error: (code, metadata) => {
        const cause = metadata instanceof Error ? metadata : metadata.error;
        log({ event: "next_auth.error", code, errorName: cause instanceof Error ? cause.name : "unknown" });
        if (!isAppError(outcome.error)) outcome.error ??= cause;
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** The OpenID Connect provider that the environment names, or null. */
function oidcProvider(): OAuthConfig<Claims> | null {
  const settings = env();
  const { GENKAN_OIDC_ISSUER: issuer, GENKAN_OIDC_CLIENT_ID: clientId } = settings;
  if (!issuer || !clientId || !settings.GENKAN_OIDC_CLIENT_SECRET) return null;
  return {
    id: "oidc",
    name: settings.GENKAN_OIDC_NAME,
    type: "oauth",
    issuer,
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret: settings.GENKAN_OIDC_CLIENT_SECRET,
    authorization: { params: { scope: settings.GENKAN_OIDC_SCOPES } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    httpOptions: { timeout: 5000 },
    // E-mail and groups may stand in the ID token or at userinfo; the verified ID token's subject rules.
    userinfo: {
      async request({ client, tokens, provider }) {
        const claims = idTokenClaims(tokens);
        const hasUserinfo = Boolean(client.issuer.metadata.userinfo_endpoint) && tokens.access_token;
        const more = hasUserinfo ? await client.userinfo(tokens.access_token ?? "") : {};
        if ("sub" in more && more.sub !== claims.sub)
          throw new Error(`${provider.id}: userinfo is of another subject`);
        return { ...more, ...claims };
      },
    },
    profile: (profile) => ({ id: profile.sub }),
  };
}

/** next-auth passes openid-client's TokenSet here, whose ID token is verified by then, but types it as data. */
function idTokenClaims(tokens: object): Claims {
  if (!("claims" in tokens) || typeof tokens.claims !== "function") throw new Error("no ID token was given");
  return tokens.claims();
}

function identityClaims(profile: Record<string, unknown>) {
  const groups = profile[env().GENKAN_OIDC_GROUPS_CLAIM];
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return {
    issuer: text(profile["iss"]),
    subject: text(profile["sub"]),
    email: text(profile["email"]),
    name: text(profile["name"]) ?? text(profile["preferred_username"]),
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : [],
  };
}
