import { env, hasLocalAws } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The address of an OpenID issuer as IAM takes one: https, without port, query and fragment.
 * A neighbour that stands for AWS on this machine takes loopback addresses too.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 * @returns the address without a slash at its end; null when it is the portal's own
 * @throws AppError `issuer_url_malformed`, `issuer_url_has_port`
 */
export function checkIssuer(given: string | null): string | null {
  const text = given || env().GENKAN_URL;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || /[?#\s\\]/.test(text) || text.length > 255) throw malformed();
  if (!/^https?:$/.test(url.protocol)) throw malformed();
  if (!(loopback.has(url.hostname) && hasLocalAws())) {
    if (url.protocol !== "https:") throw malformed();
    // The parser drops a port that is the scheme's own, and IAM refuses that one as well.
    if (url.port !== "" || /^https:\/\/[^/]*:\d*(\/|$)/i.test(text))
      throw new AppError("issuer_url_has_port", "AWS takes an OpenID issuer only without a port.", {
        details: { issuer: text },
      });
  }
  const issuer = `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  return issuer === env().GENKAN_URL ? null : issuer;
}

function malformed(): AppError {
  return new AppError(
    "issuer_url_malformed",
    "AWS takes an OpenID issuer only at an https address, without query or fragment.",
  );
}
