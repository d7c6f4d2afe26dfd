import type { IncomingHttpHeaders } from "node:http";
import { type Answer, json } from "./answer.ts";
import type { SandboxState } from "./sandbox-state.ts";
import { issueCredentials } from "./session.ts";
import { sameSignature } from "./sigv4.ts";
import { isoSeconds } from "./sts/xml.ts";

const CREDENTIALS_SECONDS = 6 * 3600;
const TASK_ID = "0f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a";

/**
 * The credential endpoint of containers: the role's credentials, for the token verbatim in Authorization.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function handleContainerCredentials(
  state: SandboxState,
  method: string,
  headers: IncomingHttpHeaders,
): Answer {
  if (method !== "GET") return refuse(405, "MethodNotAllowed", "Only GET is supported.");
  const token = state.containerAuthorizationToken;
  if (token !== undefined && !sameSignature(token, headers.authorization ?? "")) {
    return refuse(403, "AccessDenied", "The authorization token is missing or wrong.");
  }
  const roleArn = state.world.containerRole;
  if (roleArn === undefined || !state.index.roles.has(roleArn)) {
    return refuse(404, "NoRole", "The task has no role.");
  }
  const issuedAt = Math.floor(Date.now() / 1000);
  const issued = issueCredentials(state, {
    principalArn: roleArn,
    sessionName: TASK_ID,
    issuedAt,
    expiresAt: issuedAt + CREDENTIALS_SECONDS,
    chained: false,
  });
  return json(200, {
    RoleArn: roleArn,
    AccessKeyId: issued.accessKeyId,
    SecretAccessKey: issued.secretAccessKey,
    Token: issued.sessionToken,
    Expiration: isoSeconds(issued.expiresAt),
  });
}

function refuse(status: number, code: string, message: string): Answer {
  return json(status, { code, message });
}
