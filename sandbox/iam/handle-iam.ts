import type { Answer } from "../answer.ts";
import { authenticate } from "../authenticate.ts";
import type { SandboxState } from "../sandbox-state.ts";
import type { ReceivedRequest } from "../sigv4.ts";
import { answerQuery, type Query, unknownAction } from "../sts/answer-query.ts";
import { AwsError } from "../sts/aws-error.ts";
import { wordAuthenticationFailure } from "../sts/word-authentication-failure.ts";
import { getRole } from "./get-role.ts";
import { listRoleTags } from "./list-role-tags.ts";
import { listRoles } from "./list-roles.ts";

const VERSION = "2010-05-08";
const NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

const operations = new Map([
  ["GetRole", getRole],
  ["ListRoles", listRoles],
  ["ListRoleTags", listRoleTags],
]);

/** Answers one request of IAM. */
export function handleIam(
  state: SandboxState,
  request: ReceivedRequest,
  body: Buffer,
  requestId: string,
): Promise<Answer> {
  return answerQuery(state, request, body, requestId, { namespace: NAMESPACE, perform });
}

function perform({ state, request, body, form, nowMs, call }: Query): string {
  if (call.action === "") throw new AwsError("MissingAction", "Could not find an Action in the request.");
  const operation = operations.get(call.action);
  if (!operation || form.get("Version") !== VERSION) throw unknownAction(call.action, form);
  const authentication = authenticate(state, request, body, "iam", nowMs);
  if (!authentication.ok) throw wordAuthenticationFailure(authentication, nowMs);
  const { caller } = authentication;
  call.callerArn = caller.arn;
  // Credentials of GetSessionToken open IAM only when a code came with it:
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
  if (caller.session?.mfa === false) throw wordAuthenticationFailure({ reason: "bad-token" }, nowMs);
  return operation(state, caller, form, { nowMs, address: request.address });
}
