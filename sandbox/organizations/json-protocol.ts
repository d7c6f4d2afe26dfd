import type { Answer } from "../answer.ts";
import type { SignableRequest } from "../sigv4.ts";

/** The operation that a request of AWS's JSON protocol names, without its service. */
export function operationOf(headers: SignableRequest["headers"]): string {
  const target = headers["x-amz-target"];
  return typeof target === "string" ? (/^AWSOrganizationsV20161128\.(\w+)$/.exec(target)?.[1] ?? "") : "";
}

/** https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization */
export function jsonError(code: string, message: string, status: number, requestId: string): Answer {
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
    body: JSON.stringify({ __type: code, Message: message }),
  };
}
