import type { Answer } from "../answer.ts";
import { authenticate } from "../authenticate.ts";
import { type Call, shownParams } from "../call-log.ts";
import { authorize } from "../policy/authorize.ts";
import { isRecord } from "../policy/document.ts";
import { wordDenial } from "../policy/word-denial.ts";
import type { SandboxState } from "../sandbox-state.ts";
import { type Caller, callerContext } from "../session.ts";
import type { ReceivedRequest } from "../sigv4.ts";
import { AwsError } from "../sts/aws-error.ts";
import { wordAuthenticationFailure } from "../sts/word-authentication-failure.ts";
import { jsonError, operationOf } from "./json-protocol.ts";
import { type Operation, operations } from "./operations.ts";
import { type Organization, organizationOf } from "./organization.ts";

/** Answers one request of Organizations, and writes it into the call log. */
export function handleOrganizations(
  state: SandboxState,
  request: ReceivedRequest,
  body: Buffer,
  requestId: string,
): Answer {
  const nowMs = Date.now();
  const input = readInput(body);
  const call: Call = {
    time: new Date(nowMs).toISOString(),
    requestId,
    action: operationOf(request.headers),
    callerArn: undefined,
    params: shownParams(textsOf(input ?? {})),
    outcome: "ok",
  };
  state.calls.add(call);
  try {
    const operation = operations[call.action];
    if (!operation) throw new AwsError("UnknownOperationException", "");
    const authentication = authenticate(state, request, body, "organizations", nowMs);
    if (!authentication.ok) throw inJsonWords(wordAuthenticationFailure(authentication, nowMs));
    const { caller } = authentication;
    call.callerArn = caller.arn;
    if (!input) throw new AwsError("SerializationException", "");
    const origin = { nowMs, address: request.address };
    const organization = requireOrganization(state, caller);
    requirePermission(caller, organization, operation, call.action, input, origin);
    return {
      status: 200,
      headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
      body: JSON.stringify(operation.answer(organization, input)),
    };
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError("ServiceException", String(error), 500);
    call.outcome = known.code;
    return jsonError(known.code, known.message, known.status, requestId);
  }
}

function requireOrganization(state: SandboxState, caller: Caller): Organization {
  const organization = organizationOf(state.world);
  if (!organization?.accounts.some((account) => account.id === caller.accountId))
    throw new AwsError(
      "AWSOrganizationsNotInUseException",
      "Your account is not a member of an organization.",
    );
  return organization;
}

function requirePermission(
  caller: Caller,
  organization: Organization,
  operation: Operation,
  name: string,
  input: Record<string, unknown>,
  origin: { nowMs: number; address: string },
): void {
  const { arn, accountId } = caller;
  const asked = {
    action: `organizations:${name}`,
    resource: operation.resource(organization, input),
    resourceAccountId: accountId,
  };
  const verdict = authorize(caller, { ...asked, context: callerContext(caller, origin) });
  if (!verdict.allowed)
    throw new AwsError("AccessDeniedException", wordDenial({ arn, accountId, ...asked }, verdict));
  if (!operation.forMembers && accountId !== organization.managementAccount.id)
    throw new AwsError("AccessDeniedException", "You don't have permissions to access this resource.");
}

/** Services of the JSON protocol have names of their own for what STS and IAM say. */
function inJsonWords({ code, message }: AwsError): AwsError {
  const names: Record<string, string> = {
    InvalidClientTokenId: "UnrecognizedClientException",
    SignatureDoesNotMatch: "InvalidSignatureException",
  };
  return new AwsError(names[code] ?? `${code}Exception`, message);
}

function readInput(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function textsOf(input: Record<string, unknown>): URLSearchParams {
  const texts = Object.entries(input).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return new URLSearchParams(texts);
}
