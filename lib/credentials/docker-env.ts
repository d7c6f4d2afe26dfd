import { environmentOf } from "./environment.ts";
import { refuseUnprintable } from "./refuse-unprintable.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/**
 * A value for `docker run --env-file`, which takes all that follows the first = as it stands: quotes would become
 * part of it. https://docs.docker.com/reference/cli/docker/container/run/#env
 */
export function quoteDockerEnv(value: string): string {
  refuseUnprintable(value);
  return value;
}

export function renderDockerEnv(credentials: RoleCredentials): string {
  return environmentOf(credentials)
    .map(({ name, value }) => `${name}=${quoteDockerEnv(value)}\n`)
    .join("");
}
