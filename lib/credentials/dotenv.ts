import { CredentialsRenderError } from "./credentials-render-error.ts";
import { environmentOf } from "./environment.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * A value for a .env file that `node --env-file`, Docker Compose and the dotenv libraries read alike. They agree on
 * single quotes as plain text, apart from a backslash before a quote or another backslash; and on double quotes as
 * long as nothing in them expands. Throws `CredentialsRenderError` for the rest, which has no spelling in common.
 * https://nodejs.org/api/environment_variables.html#env-files and
 * https://docs.docker.com/reference/compose-file/interpolation/
 */
export function quoteDotenv(value: string): string {
  refuseUnprintable(value);
  if (!/'|\\\\|\\$/.test(value)) return `'${value}'`;
  if (!/["$\\`]/.test(value)) return `"${value}"`;
  throw new CredentialsRenderError("value");
}

export function renderDotenv(credentials: RoleCredentials): string {
  return environmentOf(credentials)
    .map(({ name, value }) => `${name}=${quoteDotenv(value)}\n`)
    .join("");
}
