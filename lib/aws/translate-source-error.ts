import { AppError, isAppError } from "#lib/errors.ts";
import type { AwsSource } from "./aws-source.ts";
import { translateAwsError } from "./translate-aws-error.ts";

/**
 * What keeps a source from giving credentials, before any role of the catalogue was asked for: the SDK's errors by
 * the kind of source, AWS's no to the identity that a source stands for as `aws_source_refused`.
 */
export function translateSourceError(error: unknown, source: AwsSource): AppError {
  if (isAppError(error)) return error;
  switch (source.kind) {
    case "environment":
      return new AppError(
        "aws_environment_missing",
        "The server's environment has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        { cause: error },
      );
    case "instance_metadata":
      return new AppError(
        "aws_metadata_unreachable",
        "The EC2 instance metadata service did not answer, or the instance has no role.",
        { cause: error },
      );
    case "container":
      return new AppError(
        "aws_container_unreachable",
        "The container credentials endpoint did not answer, or it refused the token.",
        { cause: error },
      );
    default:
      if (isUnreadableFile(error))
        return new AppError(
          "aws_source_missing",
          "A file that the portal's AWS credentials come from, such as AWS_WEB_IDENTITY_TOKEN_FILE, cannot be read.",
          { cause: error },
        );
      if (!(error instanceof Error) || !sourceRefusals.test(error.name)) return translateAwsError(error);
      return new AppError(
        "aws_source_refused",
        "AWS refuses to give the portal its own identity: check the trust policy of the role it runs under.",
        { cause: error },
      );
  }
}

/** A source that hangs: its own sentence where it has one. */
export function sourceTimeout(source: AwsSource): AppError {
  const timeout = new AppError("aws_timeout", "The portal's own AWS credentials could not be read in time.");
  const hasSentence = source.kind === "instance_metadata" || source.kind === "container";
  return hasSentence ? translateSourceError(new Error("hung", { cause: timeout }), source) : timeout;
}

/** A file's error, not a socket's: those have system calls of their own. */
function isUnreadableFile(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && /^(open|read|stat)$/.test(String(error.syscall));
}

const sourceRefusals = /^(AccessDenied|Validation|InvalidIdentityToken|IDPRejectedClaim)(Error|Exception)?$/;
