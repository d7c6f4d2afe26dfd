import { db } from "#lib/db/client.ts";
import { env } from "#lib/env.ts";

/** Which ways of signing in the sign-in page offers. */
export type SignInOptions = { setupNeeded: boolean; oidc: { name: string } | null };

/** Reads whether the portal has an owner yet, and whether an identity provider is configured. */
export async function signInOptions(): Promise<SignInOptions> {
  const installation = await db().installation.findUnique({
    where: { id: 1 },
    select: { setupDoneAt: true },
  });
  return {
    setupNeeded: !installation?.setupDoneAt,
    oidc: env().GENKAN_OIDC_ISSUER ? { name: env().GENKAN_OIDC_NAME } : null,
  };
}
