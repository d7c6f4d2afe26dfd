import { AppError, isAppError } from "#lib/errors.ts";
import { type AwsErrorContext, type Told, tellDenial } from "./tell-denial.ts";
import { tellTransportError } from "./tell-transport-error.ts";
import { tellInvalidParameter, tellPolicyTooLarge, tellValidation } from "./tell-validation.ts";

export type { AwsErrorContext } from "./tell-denial.ts";

/**
 * AWS's no as ours: by the error's name first and, where AWS uses one name for several things, by the fixed words
 * of its message. The raw message goes nowhere; principal, action and resource are lifted out of it by shape.
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function translateAwsError(error: unknown, context: AwsErrorContext = {}): AppError {
  if (isAppError(error)) return error;
  // Some of STS's errors have the suffix on the wire and some have not; the SDK adds it to those that it knows.
  const name = error instanceof Error ? error.name.replace(/Exception$/, "") : "";
  const message = error instanceof Error ? error.message : "";
  const told = byName(name, message, context) ?? tellTransportError(error);
  return new AppError(told.code, told.message, {
    ...(told.details && { details: told.details }),
    cause: error,
  });
}

function byName(name: string, message: string, context: AwsErrorContext): Told | null {
  switch (name) {
    case "AccessDenied":
      return tellDenial(message, context);
    case "ValidationError":
    case "Validation":
      return tellValidation(message);
    case "InvalidParameterValue":
      return tellInvalidParameter(message);
    case "CredentialsProviderError":
    case "TokenProviderError":
      return {
        code: "aws_source_missing",
        message:
          "The portal has no AWS credentials of its own. Give the server an identity: environment, profile, web identity, ECS or EC2.",
      };
    case "InvalidClientTokenId":
    case "UnrecognizedClient":
    case "InvalidAccessKeyId":
    case "AuthFailure":
      return {
        code: "aws_source_invalid",
        message:
          "AWS does not know the portal's own access key, or it belongs to another partition. Replace it.",
      };
    case "SignatureDoesNotMatch":
    case "InvalidSignature":
      return /expired|not yet current/i.test(message)
        ? clockSkew()
        : {
            code: "aws_source_invalid",
            message: "The portal's own secret access key does not fit its access key id. Replace it.",
          };
    case "RequestExpired":
    case "RequestTimeTooSkewed":
      return clockSkew();
    case "ExpiredToken":
      // The portal's identity tokens live for minutes: one that has expired already was made by a wrong clock.
      if (context.issuer !== undefined) return clockSkew();
      return {
        code: "aws_source_expired",
        message: "The portal's own AWS credentials have expired. Renew them where the server gets them from.",
      };
    case "InvalidIdentityToken":
    case "IDPRejectedClaim":
      return {
        code: "aws_web_identity_refused",
        message: `AWS refused the portal's identity token: the role's account must have an OpenID provider for ${issuerOf(context)}, with this audience.`,
        details: { issuer: issuerOf(context) },
      };
    case "IDPCommunicationError":
      return {
        code: "aws_issuer_unreachable",
        message: `AWS could not fetch the portal's keys from ${issuerOf(context)}. The issuer must be reachable from the internet by https.`,
        details: { issuer: issuerOf(context) },
      };
    case "RegionDisabled":
      return {
        code: "aws_region_disabled",
        message:
          "STS is not activated in this region for the account. Activate it in the account's settings.",
      };
    case "PackedPolicyTooLarge":
      return tellPolicyTooLarge(message);
    case "MalformedPolicyDocument":
      return { code: "aws_session_policy_refused", message: "AWS refused the session policy as malformed." };
    case "Throttling":
    case "TooManyRequests":
    case "RequestLimitExceeded":
      return {
        code: "aws_throttled",
        message: "AWS STS is refusing requests for a moment. Try again in a minute.",
      };
    default:
      return null;
  }
}

function issuerOf(context: AwsErrorContext): string {
  return context.issuer ?? "its issuer";
}

function clockSkew(): Told {
  return {
    code: "aws_clock_skew",
    message: "The server's clock is off, so AWS refuses its signature. Synchronise it with a time server.",
  };
}
