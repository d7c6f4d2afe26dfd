import { env } from "#lib/env.ts";
import type { ConsentView } from "./consent-view.ts";
import type { RegisteredClient } from "./registered-client.ts";

/** What a person is told of any client before they answer it. */
export function toConsentView(client: RegisteredClient, scopes: readonly string[]): ConsentView {
  return {
    clientName: client.name,
    registeredAt: client.createdAt.toISOString(),
    registeredAddress: client.address,
    scopes: [...scopes],
    lifeSeconds: env().GENKAN_CLIENT_SIGN_IN_MAX_MINUTES * 60,
  };
}
