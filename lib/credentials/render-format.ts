import { renderBash } from "./bash.ts";
import { renderCmd } from "./cmd.ts";
import { type CredentialFormat, isUnsetFormat, type UnsetFormat } from "./credential-formats.ts";
import { renderCredentialProcess } from "./credential-process.ts";
import { renderCredentialsFile } from "./credentials-file.ts";
import { renderDockerEnv } from "./docker-env.ts";
import { renderDotenv } from "./dotenv.ts";
import { renderFish } from "./fish.ts";
import { renderJson } from "./json.ts";
import { renderPowershell } from "./powershell.ts";
import { renderUnset } from "./render-unset.ts";
import type { RoleCredentials } from "./role-credentials.ts";

/** Picks the renderer. The caller has checked the credentials: use `renderCredentials` instead. */
export function renderFormat(format: CredentialFormat, credentials: RoleCredentials): string {
  return isUnsetFormat(format) ? renderUnset(format) : renderers[format](credentials);
}

const renderers: Record<Exclude<CredentialFormat, UnsetFormat>, (credentials: RoleCredentials) => string> = {
  bash: renderBash,
  fish: renderFish,
  powershell: renderPowershell,
  cmd: renderCmd,
  dotenv: renderDotenv,
  "docker-env": renderDockerEnv,
  "credentials-file": renderCredentialsFile,
  json: renderJson,
  "credential-process": renderCredentialProcess,
};
