import { AppError } from "#lib/errors.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";
import { checkPolicyText } from "#lib/policies/check-policy.ts";

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, Policy and PolicyArns
const mostCharacters = 2048;
const mostArns = 10;

/**
 * A session policy as it is stored and sent: without the white space between its parts, which AWS would count.
 * Null for none.
 * @throws AppError `session_policy_malformed`
 */
export function checkSessionPolicy(text: string | null): string | null {
  if (text === null || text.trim() === "") return null;
  const check = checkPolicyText(text);
  if (check.ok) return check.compact;
  throw new AppError(check.code, check.message, { details: check.details });
}

/**
 * ARNs of managed policies for the sessions of a role, each once: AWS's own, or of the role's account.
 * @throws AppError `policy_arn_malformed`, `too_many_policy_arns`
 */
export function checkPolicyArns(
  role: { partition: PartitionId; accountId: string },
  arns: readonly string[],
): string[] {
  const each = [...new Set(arns.map((arn) => arn.trim()))];
  if (each.length > mostArns)
    throw new AppError("too_many_policy_arns", `AWS takes at most ${mostArns} policy ARNs for a session.`, {
      details: { most: mostArns },
    });
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html
  const right = new RegExp(
    `^arn:${role.partition}:iam::(?:aws|${role.accountId}):policy/(?:[!-~]{1,510}/)?[\\w+=,.@-]{1,128}$`,
  );
  const wrong = each.find((arn) => !right.test(arn));
  if (wrong !== undefined)
    throw new AppError(
      "policy_arn_malformed",
      "That is not the ARN of a managed policy of AWS's or of the role's own account.",
      { details: { arn: wrong.slice(0, 200) } },
    );
  return each;
}

/**
 * Checks what AWS counts as one: the inline policy and the ARNs.
 * @throws AppError `session_policy_too_long`
 */
export function checkPolicyLength(policy: string | null, arns: readonly string[]): void {
  const length = (policy ?? "").length + arns.join("").length;
  if (length > mostCharacters)
    throw new AppError(
      "session_policy_too_long",
      `Session policy and policy ARNs have ${length} characters together, and AWS takes ${mostCharacters}.`,
      { details: { length } },
    );
}
