import { env } from "#lib/env.ts";

/** The portal's public origin, from configuration only. */
export function publicOrigin(): string {
  return env().GENKAN_URL;
}
