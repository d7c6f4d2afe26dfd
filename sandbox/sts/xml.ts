import { type Answer, escapeMarkup } from "../answer.ts";
import { assumedRoleArn, type Credentials } from "../session.ts";
import { uniqueId } from "../vault.ts";

export const STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** `<name>text</name>`, or nothing when there is no value. */
export function element(name: string, value: string | number | undefined): string {
  return value === undefined ? "" : `<${name}>${escapeMarkup(String(value))}</${name}>`;
}

export function resultAnswer(action: string, result: string, requestId: string, namespace: string): Answer {
  const body = `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result><ResponseMetadata>${element("RequestId", requestId)}</ResponseMetadata></${action}Response>`;
  return { status: 200, headers: headers(requestId), body };
}

export function errorAnswer(
  code: string,
  message: string,
  status: number,
  requestId: string,
  namespace: string = STS_NAMESPACE,
): Answer {
  const type = status >= 500 ? "Receiver" : "Sender";
  const body = `<ErrorResponse xmlns="${namespace}"><Error>${element("Type", type)}${element("Code", code)}${element("Message", message)}</Error>${element("RequestId", requestId)}</ErrorResponse>`;
  return { status, headers: headers(requestId), body };
}

export function credentialsElement(credentials: Credentials): string {
  return [
    "<Credentials>",
    element("AccessKeyId", credentials.accessKeyId),
    element("SecretAccessKey", credentials.secretAccessKey),
    element("SessionToken", credentials.sessionToken),
    element("Expiration", isoSeconds(credentials.expiresAt)),
    "</Credentials>",
  ].join("");
}

export function assumedRoleUserElement(roleArn: string, sessionName: string): string {
  const id = element("AssumedRoleId", `${uniqueId("AROA", roleArn)}:${sessionName}`);
  return `<AssumedRoleUser>${id}${element("Arn", assumedRoleArn(roleArn, sessionName))}</AssumedRoleUser>`;
}

/** Epoch seconds as AWS writes times: without milliseconds. */
export function isoSeconds(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace(".000Z", "Z");
}

function headers(requestId: string): Record<string, string> {
  return { "content-type": "text/xml", "x-amzn-requestid": requestId };
}
