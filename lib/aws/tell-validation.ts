import type { Told } from "./tell-denial.ts";

/** ValidationError by its fixed words: STS has this one name for durations, ARNs and shapes. */
export function tellValidation(message: string): Told {
  if (/role chaining/i.test(message))
    return {
      code: "aws_chaining_limit",
      message:
        "AWS allows one hour at most here, because the portal itself runs under a role (role chaining).",
    };
  if (/MaxSessionDuration/i.test(message))
    return {
      code: "aws_duration_refused",
      message:
        "The role's own maximum session duration in AWS is shorter. Ask for less, or raise it on the role.",
    };
  if (/\bpolicy\b.{0,2100}\b(does not exist|is not attachable|not found)/i.test(message))
    return {
      code: "aws_policy_arn_unknown",
      message: "One of the session policy's ARNs does not exist in the role's account, or may not be used.",
    };
  return refusedParameter(/at '(?<name>[A-Za-z.]{1,60})'/.exec(message)?.groups?.["name"] ?? "unknown");
}

/** InvalidParameterValue, which STS says of tags only. */
export function tellInvalidParameter(message: string): Told {
  if (/conflicts with a transitive tag key/i.test(message))
    return {
      code: "aws_tags_conflict",
      message: "A role earlier in the chain has set one of these session tags for good.",
    };
  return refusedParameter(/\btag\b/i.test(message) ? "tags" : "unknown");
}

/** How much of the space was used, as AWS says: `consumes 114% of allotted space`. */
export function tellPolicyTooLarge(message: string): Told {
  const percent = /consumes (?<percent>\d{1,6})%/.exec(message)?.groups?.["percent"];
  return {
    code: "aws_policy_too_large",
    message: "Session policy and tags together are too large for STS.",
    ...(percent !== undefined && { details: { percent: Number(percent) } }),
  };
}

function refusedParameter(parameter: string): Told {
  return {
    code: "aws_parameter_refused",
    message: `AWS refused the value of ${parameter}.`,
    details: { parameter },
  };
}
