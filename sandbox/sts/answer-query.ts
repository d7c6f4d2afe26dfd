import type { Answer } from "../answer.ts";
import { type Call, shownParams } from "../call-log.ts";
import type { SandboxState } from "../sandbox-state.ts";
import type { ReceivedRequest } from "../sigv4.ts";
import { AwsError } from "./aws-error.ts";
import { errorAnswer, resultAnswer } from "./xml.ts";

/** What both services of the query protocol work with: STS and IAM. */
export type Query = {
  state: SandboxState;
  request: ReceivedRequest;
  body: Buffer;
  form: URLSearchParams;
  nowMs: number;
  /** The operation's entry in the call log, for who called. */
  call: Call;
};

/** Answers one request of AWS's query protocol in XML, and writes it into the call log. */
export async function answerQuery(
  state: SandboxState,
  request: ReceivedRequest,
  body: Buffer,
  requestId: string,
  service: { namespace: string; perform: (query: Query) => string | Promise<string> },
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
    const result = await service.perform({ state, request, body, form, nowMs, call });
    return resultAnswer(call.action, result, requestId, service.namespace);
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError("InternalFailure", String(error), 500);
    call.outcome = known.code;
    return errorAnswer(known.code, known.message, known.status, requestId, service.namespace);
  }
}

export function unknownAction(action: string, form: URLSearchParams): AwsError {
  const version = form.get("Version") ?? "NO_VERSION_SPECIFIED";
  return new AwsError("InvalidAction", `Could not find operation ${action} for version ${version}`);
}
