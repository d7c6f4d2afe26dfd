import { type AuthenticationFailure, SKEW_MS } from "../authenticate.ts";
import { basicDate, fromBasicDate } from "../sigv4.ts";
import { AwsError } from "./aws-error.ts";

/**
 * A failed authentication in the words of STS and IAM.
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function wordAuthenticationFailure(failure: AuthenticationFailure, nowMs: number): AwsError {
  switch (failure.reason) {
    case "missing":
      return new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
    case "incomplete":
      return new AwsError("IncompleteSignature", failure.message, 400);
    case "unknown-key":
    case "bad-token":
      return new AwsError(
        "InvalidClientTokenId",
        "The security token included in the request is invalid.",
        403,
      );
    case "expired-token":
      return new AwsError("ExpiredToken", "The security token included in the request is expired", 403);
    case "wrong-scope":
      return new AwsError("SignatureDoesNotMatch", failure.message, 403);
    case "link-expired":
      return new AwsError("RequestExpired", "Request has expired.", 400);
    case "skewed":
      return new AwsError(
        "SignatureDoesNotMatch",
        skewMessage(failure.timestamp, failure.direction, nowMs),
        403,
      );
    case "mismatch":
    case "wrong-payload":
      return new AwsError(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
        403,
      );
    default:
      return failure satisfies never;
  }
}

function skewMessage(timestamp: string, direction: "early" | "late", nowMs: number): string {
  const now = basicDate(nowMs);
  if (Number.isNaN(fromBasicDate(timestamp))) return `Date '${timestamp}' is not a valid date.`;
  return direction === "late"
    ? `Signature expired: ${timestamp} is now earlier than ${basicDate(nowMs - SKEW_MS)} (${now} - 15 min.)`
    : `Signature not yet current: ${timestamp} is still later than ${basicDate(nowMs + SKEW_MS)} (${now} + 15 min.)`;
}
