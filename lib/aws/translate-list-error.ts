import { AppError, isAppError } from "#lib/errors.ts";
import { translateAwsError } from "./translate-aws-error.ts";

/**
 * AWS's no to a listing as ours. No role is asked for, so no trust policy can be what refuses: whatever AWS denies, the
 * policies of whoever asks must allow.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_Errors
 */
export function translateListError(error: unknown, deadline: AbortSignal): AppError {
  if (isAppError(error)) return error;
  if (deadline.aborted) return new AppError("aws_timeout", "AWS did not answer in time. Try again.");
  const { name, message } = error instanceof Error ? error : { name: "", message: "" };
  // Organizations words a no to members of an organization without saying who asked for what.
  const notTheirs = isDenied(error) && !/not authorized to perform/i.test(message);
  if (notTheirs || /^AWSOrganizationsNotInUse/.test(name))
    return new AppError(
      "aws_not_in_organization",
      "The account of this credential source is not the management account or a delegated administrator of an AWS organization.",
      { cause: error },
    );
  // Actions that list are on no resource in particular.
  const told = translateAwsError(error, { roleArn: "*" });
  if (told.code !== "aws_not_allowed") return told;
  return new AppError("aws_identity_policy_refused", "The identity's policies do not allow this.", {
    ...(told.details && { details: told.details }),
    cause: error,
  });
}

/** Whether AWS said no to this one question, and would to every other of its kind. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && /^AccessDenied(Exception)?$/.test(error.name);
}
