import { env } from "#lib/env.ts";
import { signingAlgorithms } from "#lib/sources/source-view.ts";

/** Where the public keys are, below the issuer's address. */
const keysPath = "/.well-known/jwks.json";

/**
 * What AWS reads to verify identity tokens. Nobody signs in at this issuer, so it names no endpoint for that.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export function discoveryDocument() {
  const issuer = env().GENKAN_URL;
  return {
    issuer,
    jwks_uri: `${issuer}${keysPath}`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [...signingAlgorithms],
    scopes_supported: ["openid"],
    claims_supported: [
      "iss",
      "sub",
      "aud",
      "iat",
      "nbf",
      "exp",
      "jti",
      "email",
      "name",
      "groups",
      "https://aws.amazon.com/tags",
      "https://aws.amazon.com/source_identity",
    ],
  };
}
