import { findTokenViewer } from "#lib/auth/find-token-viewer.ts";
import { refuseToken } from "#lib/auth/refuse-token.ts";
import type { RequestOrigin, TokenScope, Viewer } from "#lib/auth/viewer.ts";
import { AppError } from "#lib/errors.ts";

/** What a handler takes a token for: one scope or one of several, the narrowest last; or any token at all. */
export type AcceptedScope = TokenScope | readonly TokenScope[] | "any";

/**
 * The bearer token of a request, https://www.rfc-editor.org/rfc/rfc6750#section-2.1, or null. Another scheme is
 * null: it proves nothing here, and a proxy in front may ask browsers for one of its own.
 */
export function bearerOf(headers: Headers): string | null {
  const found = /^bearer(?: +(.*))?$/i.exec(headers.get("authorization")?.trim() ?? "");
  return found ? (found[1] ?? "") : null;
}

/**
 * The viewer behind a bearer token, where the handler takes one of such a scope.
 * @throws AppError `token_invalid`, `too_many_attempts`
 */
export async function findBearer(
  token: string,
  origin: RequestOrigin,
  asked: { method: string; path: string },
): Promise<Viewer> {
  return (await findTokenViewer(token, origin)) ?? refuseToken(origin, asked);
}

/**
 * Holds a viewer's token against what the handler takes; a browser's sign-in needs no scope. A token of some roles
 * only opens what a terminal needs of them, whatever its scopes say: no list of roles, no console.
 * @throws AppError `token_not_accepted`, `token_scope_missing`
 */
export function requireScope({ accessToken }: Viewer, scope: AcceptedScope | undefined): void {
  if (!accessToken || scope === "any") return;
  const accepted: readonly TokenScope[] = typeof scope === "string" ? [scope] : (scope ?? []);
  const narrowest = accepted.at(-1);
  if (!narrowest)
    throw new AppError("token_not_accepted", "This takes a browser's sign-in, not an access token.");
  if (accessToken.limitedToRoles && !accepted.includes("roles:credentials"))
    throw new AppError("token_not_accepted", "This access token is for credentials of some roles only.");
  if (accepted.some((each) => accessToken.scopes.includes(each))) return;
  throw new AppError("token_scope_missing", `The access token lacks the scope ${narrowest}.`, {
    details: { scope: narrowest },
  });
}

/** What a refusal says of the ways to prove oneself, https://www.rfc-editor.org/rfc/rfc6750#section-3. */
export function challengeOf({ code, details }: AppError): Record<string, string> {
  switch (code) {
    case "sign_in_required":
      return { "WWW-Authenticate": "Bearer" };
    case "token_invalid":
      return { "WWW-Authenticate": 'Bearer error="invalid_token"' };
    case "token_scope_missing":
      return {
        "WWW-Authenticate": `Bearer error="insufficient_scope", scope="${String(details?.["scope"])}"`,
      };
    default:
      return {};
  }
}
