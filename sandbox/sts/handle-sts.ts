import type { Answer } from "../answer.ts";
import { authenticate } from "../authenticate.ts";
import type { SandboxState } from "../sandbox-state.ts";
import type { Caller } from "../session.ts";
import type { ReceivedRequest } from "../sigv4.ts";
import { answerQuery, type Query, unknownAction } from "./answer-query.ts";
import { assumeRole } from "./assume-role.ts";
import { assumeRoleWithWebIdentity } from "./assume-role-with-web-identity.ts";
import { AwsError } from "./aws-error.ts";
import { getSessionToken } from "./get-session-token.ts";
import { wordAuthenticationFailure } from "./word-authentication-failure.ts";
import { element, STS_NAMESPACE } from "./xml.ts";

const VERSION = "2011-06-15";
const SIGNED = new Set(["AssumeRole", "GetSessionToken", "GetCallerIdentity"]);

/** Answers one request of STS. */
export function handleSts(
  state: SandboxState,
  request: ReceivedRequest,
  body: Buffer,
  requestId: string,
): Promise<Answer> {
  return answerQuery(state, request, body, requestId, { namespace: STS_NAMESPACE, perform });
}

function perform({ state, request, body, form, nowMs, call }: Query): string | Promise<string> {
  const action = call.action;
  if (action === "") throw new AwsError("MissingAction", "Could not find an Action in the request.");
  if (!SIGNED.has(action) && action !== "AssumeRoleWithWebIdentity") throw unknownAction(action, form);
  if (form.get("Version") !== VERSION) throw unknownAction(action, form);
  const origin = { nowMs, address: request.address };
  if (action === "AssumeRoleWithWebIdentity") return assumeRoleWithWebIdentity(state, form, origin);

  const authentication = authenticate(state, request, body, "sts", nowMs);
  if (!authentication.ok) throw wordAuthenticationFailure(authentication, nowMs);
  const { caller } = authentication;
  call.callerArn = caller.arn;
  if (action === "AssumeRole") return assumeRole(state, caller, form, origin);
  if (action === "GetSessionToken") return getSessionToken(state, caller, form, nowMs);
  return callerIdentity(caller);
}

/** GetCallerIdentity needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
function callerIdentity(caller: Caller): string {
  return element("Arn", caller.arn) + element("UserId", caller.userId) + element("Account", caller.accountId);
}
