import type { Answer } from "../answer.ts";
import { type AuthenticationFailure, authenticate, SKEW_MS } from "../authenticate.ts";
import { type Call, shownParams } from "../call-log.ts";
import type { SandboxState } from "../sandbox-state.ts";
import type { Caller } from "../session.ts";
import { basicDate, fromBasicDate, type SignableRequest } from "../sigv4.ts";
import { assumeRole } from "./assume-role.ts";
import { assumeRoleWithWebIdentity } from "./assume-role-with-web-identity.ts";
import { AwsError } from "./aws-error.ts";
import { getSessionToken } from "./get-session-token.ts";
import { element, errorAnswer, resultAnswer } from "./xml.ts";

const VERSION = "2011-06-15";

/** Answers one request of the STS query protocol, and writes it into the call log. */
export async function handleSts(
  state: SandboxState,
  request: SignableRequest,
  body: Buffer,
  requestId: string,
): Promise<Answer> {
  const nowMs = Date.now();
  const form = new URLSearchParams(request.method === "GET" ? request.query : body.toString("utf8"));
  const call: Call = {
    time: new Date(nowMs).toISOString(),
    requestId,
    action: form.get("Action") ?? "",
    callerArn: undefined,
    params: shownParams(form),
    outcome: "ok",
  };
  state.calls.add(call);
  try {
    const result = await perform(state, request, body, form, nowMs, call);
    return resultAnswer(call.action, result, requestId);
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError("InternalFailure", String(error), 500);
    call.outcome = known.code;
    return errorAnswer(known.code, known.message, known.status, requestId);
  }
}

async function perform(
  state: SandboxState,
  request: SignableRequest,
  body: Buffer,
  form: URLSearchParams,
  nowMs: number,
  call: Call,
): Promise<string> {
  const action = call.action;
  if (action === "") throw new AwsError("MissingAction", "Could not find an Action in the request.");
  if (!SIGNED.has(action) && action !== "AssumeRoleWithWebIdentity") throw unknownAction(action, form);
  if (form.get("Version") !== VERSION) throw unknownAction(action, form);
  if (action === "AssumeRoleWithWebIdentity") return assumeRoleWithWebIdentity(state, form, nowMs);

  const authentication = authenticate(state, request, body, "sts", nowMs);
  if (!authentication.ok) throw wordFailure(authentication, nowMs);
  const { caller } = authentication;
  call.callerArn = caller.arn;
  if (action === "AssumeRole") return assumeRole(state, caller, form, nowMs);
  if (action === "GetSessionToken") return getSessionToken(state, caller, form, nowMs);
  return callerIdentity(caller);
}

const SIGNED = new Set(["AssumeRole", "GetSessionToken", "GetCallerIdentity"]);

/** GetCallerIdentity needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
function callerIdentity(caller: Caller): string {
  return element("Arn", caller.arn) + element("UserId", caller.userId) + element("Account", caller.accountId);
}

function unknownAction(action: string, form: URLSearchParams): AwsError {
  const version = form.get("Version") ?? "NO_VERSION_SPECIFIED";
  return new AwsError("InvalidAction", `Could not find operation ${action} for version ${version}`);
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
function wordFailure(failure: AuthenticationFailure, nowMs: number): AwsError {
  switch (failure.reason) {
    case "missing":
      return new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
    case "incomplete":
      return new AwsError("IncompleteSignature", failure.message, 400);
    case "unknown-key":
    case "bad-token":
      return new AwsError(
        "InvalidClientTokenId",
        "The security token included in the request is invalid.",
        403,
      );
    case "expired-token":
      return new AwsError("ExpiredToken", "The security token included in the request is expired", 403);
    case "wrong-scope":
      return new AwsError("SignatureDoesNotMatch", failure.message, 403);
    case "link-expired":
      return new AwsError("RequestExpired", "Request has expired.", 400);
    case "skewed":
      return new AwsError(
        "SignatureDoesNotMatch",
        skewMessage(failure.timestamp, failure.direction, nowMs),
        403,
      );
    case "mismatch":
    case "wrong-payload":
      return new AwsError(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
        403,
      );
    default:
      return failure satisfies never;
  }
}

function skewMessage(timestamp: string, direction: "early" | "late", nowMs: number): string {
  const now = basicDate(nowMs);
  if (Number.isNaN(fromBasicDate(timestamp))) return `Date '${timestamp}' is not a valid date.`;
  return direction === "late"
    ? `Signature expired: ${timestamp} is now earlier than ${basicDate(nowMs - SKEW_MS)} (${now} - 15 min.)`
    : `Signature not yet current: ${timestamp} is still later than ${basicDate(nowMs + SKEW_MS)} (${now} + 15 min.)`;
}
