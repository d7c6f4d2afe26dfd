import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { readRequest, requireBrowser } from "./authorization-request.ts";
import type { AuthorizationConsentView } from "./consent-view.ts";
import { toConsentView } from "./to-consent-view.ts";

/**
 * What the person is told of an AWS client that sent their browser here.
 * @param query of `/authorize`
 * @throws AppError `token_not_accepted`, `client_unknown`, `redirect_uri_refused`, `authorization_request_malformed`
 */
export async function readAuthorizationRequest(
  viewer: Viewer,
  query: Record<string, unknown>,
): Promise<AuthorizationConsentView> {
  requireBrowser(viewer);
  const { client, scopes, redirect } = await readRequest(db(), query);
  return { ...toConsentView(client, scopes), answersTo: redirect.host };
}
