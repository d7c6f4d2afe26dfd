import { randomBytes } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { addressBlock } from "#lib/auth/address-block.ts";
import type { AttemptLimit } from "#lib/auth/attempts.ts";
import { requireAttempt } from "#lib/auth/require-attempt.ts";
import { anonymousActor, type RequestOrigin } from "#lib/auth/viewer.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { AwsException } from "./aws-exception.ts";
import { hashClientToken, newClientSecret } from "./client-token-text.ts";
import { accountAccessScope, grantTypes } from "./grant-types.ts";
import { parseLoopbackRedirect } from "./loopback-redirect.ts";
import { isOwnStartUrl, startUrlOf } from "./start-url.ts";

/** What stock clients keep a registration for. */
const registrationDays = 90;
const perAddress: AttemptLimit = { name: "client-registration", most: 120, windowSeconds: 3600 };

const texts = z.array(z.string()).max(20);

/** Texts too long are refused for what they are. What further members a client sends is none of ours: the model grows. */
const RegisterClientInput = z.object({
  clientName: z.string(),
  clientType: z.string(),
  scopes: texts.optional(),
  redirectUris: texts.optional(),
  grantTypes: texts.optional(),
  issuerUrl: z.string().optional(),
});

/** Times are whole epoch seconds. */
export type Registration = {
  clientId: string;
  clientSecret: string;
  clientIdIssuedAt: number;
  clientSecretExpiresAt: number;
};

/**
 * RegisterClient: an AWS client makes itself known, for 90 days. Nothing that it says of itself is believed.
 * @throws AwsException `InvalidClientMetadataException`, `InvalidScopeException`, `UnsupportedGrantTypeException`,
 *   `InvalidRedirectUriException`, `InvalidRequestException`
 * @throws AppError `too_many_attempts`
 */
export async function registerClient(origin: RequestOrigin, input: unknown): Promise<Registration> {
  const asked = RegisterClientInput.parse(input);
  const { scopes = [], redirectUris = [] } = asked;
  const grants = asked.grantTypes ?? defaultGrants(scopes);
  const name = asked.clientName.trim();
  checkMetadata({ ...asked, clientName: name, scopes, redirectUris, grantTypes: grants });
  await requireAttempt(origin, [{ limit: perAddress, subject: addressBlock(origin.address) }], {
    event: "client.registered",
    outcome: "refused",
    fields: { clientName: name },
  });
  const clientId = randomBytes(16).toString("base64url");
  const clientSecret = newClientSecret();
  const at = now();
  const expiresAt = new Date(at.getTime() + registrationDays * 86_400_000);
  await transact(async (tx) => {
    await tx.awsClient.create({
      data: {
        id: clientId,
        secretHash: hashClientToken(clientSecret),
        name,
        scopes: JSON.stringify(scopes),
        redirectUris: JSON.stringify(redirectUris),
        grantTypes: JSON.stringify(grants),
        address: origin.address,
        userAgent: origin.userAgent.slice(0, 300),
        createdAt: at,
        expiresAt,
      },
      select: { id: true },
    });
    recordEvent(tx, anonymousActor(origin), {
      event: "client.registered",
      outcome: "done",
      fields: { clientId, clientName: name, scopes, redirectUris, grantTypes: grants },
    });
  });
  return {
    clientId,
    clientSecret,
    clientIdIssuedAt: Math.floor(at.getTime() / 1000),
    clientSecretExpiresAt: Math.floor(expiresAt.getTime() / 1000),
  };
}

type Lists = Record<"scopes" | "redirectUris" | "grantTypes", string[]>;

/** Clients from before PKCE name no grants: they sign in by device code, and refresh where they name a scope. */
function defaultGrants(scopes: readonly string[]): string[] {
  return scopes.length > 0 ? [grantTypes.deviceCode, grantTypes.refreshToken] : [grantTypes.deviceCode];
}

function checkMetadata(asked: z.output<typeof RegisterClientInput> & Lists): void {
  if (!/^[^\p{C}]{1,256}$/u.test(asked.clientName))
    throw new AwsException(
      "InvalidClientMetadataException",
      "clientName is 1 to 256 characters, none of them a control character.",
    );
  if (asked.clientType !== "public")
    throw new AwsException("InvalidClientMetadataException", "clientType is public.");
  const scope = asked.scopes.find((each) => each !== accountAccessScope);
  if (scope !== undefined)
    throw new AwsException("InvalidScopeException", `The only scope here is ${accountAccessScope}.`);
  const known: readonly string[] = Object.values(grantTypes);
  if (asked.grantTypes.length === 0 || asked.grantTypes.some((grant) => !known.includes(grant)))
    throw new AwsException("UnsupportedGrantTypeException", `The grant types here are ${known.join(", ")}.`);
  const byCode = asked.grantTypes.includes(grantTypes.authorizationCode);
  if ((byCode && asked.redirectUris.length === 0) || !asked.redirectUris.every(parseLoopbackRedirect))
    throw new AwsException(
      "InvalidRedirectUriException",
      "A redirect URI is plain http on 127.0.0.1, localhost or [::1]. The authorization code needs one.",
    );
  const { GENKAN_URL } = env();
  if (asked.issuerUrl !== undefined && !isOwnStartUrl(GENKAN_URL, asked.issuerUrl))
    throw new AwsException(
      "InvalidRequestException",
      `The start URL of this portal is ${startUrlOf(GENKAN_URL)}: set it as sso_start_url.`,
    );
}
