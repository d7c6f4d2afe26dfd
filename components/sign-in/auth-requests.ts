import { type ApiFailure, type ApiResult, callApi, postForm } from "#components/api-client.ts";

/** Signs in; on success the path or URL to go on to. */
export function signInWithPassword(input: { email: string; password: string; callbackUrl: string }) {
  return postWithToken("/api/auth/callback/credentials", input);
}

/** Starts at the identity provider, to accept an invitation if there is one; on success the URL to go to. */
export function signInWithProvider(callbackUrl: string, invitation?: string) {
  return postWithToken("/api/auth/signin/oidc", {
    callbackUrl,
    ...(invitation !== undefined && { invitation }),
  });
}

/** Ends this browser's sign-in on the server. */
export function signOut() {
  return postWithToken("/api/auth/signout", {});
}

async function postWithToken(
  path: string,
  fields: Record<string, string>,
): Promise<ApiResult<{ url: string }>> {
  const token = await callApi<{ csrfToken: string }>("GET", "/api/auth/csrf");
  if (!token.ok) return token satisfies ApiFailure;
  return postForm<{ url: string }>(path, { ...fields, csrfToken: token.data.csrfToken, json: "true" });
}
