import type { PolicyDocument } from "./policy-document.ts";

/**
 * A policy as JSON to paste. Everything but ASCII is escaped, because IAM takes no character beyond U+00FF in a
 * document as it is written: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
 */
export function policyJson(document: PolicyDocument): string {
  return escapeNonAscii(JSON.stringify(document, null, 2));
}

/**
 * How long IAM finds a policy: blanks do not count. A trust policy may have 2,048 unless the account's quota was
 * raised: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function policyLength(document: PolicyDocument): number {
  return escapeNonAscii(JSON.stringify(document)).length;
}

function escapeNonAscii(json: string): string {
  return json.replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
