import { z } from "zod";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { grantTypes } from "./grant-types.ts";
import { fitsRegisteredRedirect, parseLoopbackRedirect } from "./loopback-redirect.ts";
import { findRegisteredClient, type RegisteredClient } from "./registered-client.ts";

/** What a client asks for with the address of its person's browser. */
export type AuthorizationRequest = {
  client: RegisteredClient;
  /** As the client wrote it: it says the same again when it redeems the code. */
  redirectUri: string;
  redirect: URL;
  /** The client's own, handed back as it is. */
  state: string | null;
  codeChallenge: string;
  scopes: string[];
};

const words = z
  .string()
  .max(2000)
  .transform((text) => text.split(/[\s,]+/).filter(Boolean));

/** As AWS CLI sends it, `scopes` and not OAuth's `scope`. Other clients may send more. */
const parameters = {
  response_type: z.literal("code"),
  code_challenge_method: z.literal("S256"),
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  state: z.string().max(2000).nullable().default(null),
  scopes: words.optional(),
  scope: words.optional(),
};

/**
 * Reads the query of `/authorize`. Of a client that is unknown, or of an address that is not its own, nothing is
 * answered there.
 * @throws AppError `client_unknown`, `redirect_uri_refused`, `authorization_request_malformed`
 */
export async function readRequest(tx: Tx, query: Record<string, unknown>): Promise<AuthorizationRequest> {
  const clientId = query["client_id"];
  if (typeof clientId !== "string" || clientId.length > 200) throw malformed("client_id");
  const client = await findRegisteredClient(tx, clientId);
  if (!client)
    throw new AppError("client_unknown", "No AWS client of this portal has that registration any more.");
  const redirectUri = query["redirect_uri"];
  const redirect = typeof redirectUri === "string" ? parseLoopbackRedirect(redirectUri) : null;
  const registered = client.redirectUris.some((uri) => redirect && fitsRegisteredRedirect(uri, redirect));
  if (typeof redirectUri !== "string" || !redirect || !registered)
    throw new AppError(
      "redirect_uri_refused",
      "The AWS client wants the answer sent to an address that it did not register, or that is not on your own machine.",
    );
  if (!client.grantTypes.includes(grantTypes.authorizationCode)) throw malformed("response_type");
  for (const [name, schema] of Object.entries(parameters))
    if (!schema.safeParse(query[name]).success) throw malformed(name);
  const read = z.object(parameters).parse(query);
  const scopes = [...new Set(read.scopes ?? read.scope ?? client.scopes)];
  if (!scopes.every((scope) => client.scopes.includes(scope))) throw malformed("scopes");
  return { client, redirectUri, redirect, state: read.state, codeChallenge: read.code_challenge, scopes };
}

/**
 * Consent is given in a browser: what a token may do is never widened by it.
 * @throws AppError `token_not_accepted`
 */
export function requireBrowser(viewer: Viewer): void {
  if (viewer.accessToken || viewer.clientSignIn)
    throw new AppError("token_not_accepted", "This takes a browser's sign-in.");
}

function malformed(parameter: string): AppError {
  return new AppError(
    "authorization_request_malformed",
    `The AWS client asked in a way that cannot be answered: ${parameter} is missing or wrong.`,
    { details: { parameter } },
  );
}
