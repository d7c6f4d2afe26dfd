import { AppError, type ErrorCode, type ErrorDetails, isAppError } from "#lib/errors.ts";

type Told = { code: ErrorCode; message: string; details?: ErrorDetails };

/**
 * AWS's no as ours: by the error's name first and, where AWS uses one name for several things, by the fixed words
 * of its message. The raw message goes nowhere; principal, action and resource are lifted out of it by shape.
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function translateAwsError(error: unknown, context: { roleArn?: string } = {}): AppError {
  if (isAppError(error)) return error;
  const name = error instanceof Error ? error.name : "";
  const message = error instanceof Error ? error.message : "";
  const told = byName(name, message, context) ?? byTransport(error, name);
  return new AppError(told.code, told.message, {
    ...(told.details && { details: told.details }),
    cause: error,
  });
}

/**
 * AWS's no to the portal's own identity, before any role of the catalogue was asked for: a web identity or a
 * profile's role that it may not have.
 */
export function translateSourceError(error: unknown): AppError {
  if (!(error instanceof Error) || !sourceRefusals.test(error.name)) return translateAwsError(error);
  return new AppError(
    "aws_source_refused",
    "AWS refuses to give the portal its own identity: check the trust policy of the role it runs under.",
    { cause: error },
  );
}

const sourceRefusals = /^(AccessDenied|Validation|InvalidIdentityToken|IDPRejectedClaim)(Error|Exception)?$/;

function byName(name: string, message: string, context: { roleArn?: string }): Told | null {
  switch (name) {
    case "AccessDenied":
    case "AccessDeniedException":
      return accessDenied(message, context);
    case "ValidationError":
    case "ValidationException":
      return validation(message);
    case "CredentialsProviderError":
    case "TokenProviderError":
      return {
        code: "aws_source_missing",
        message:
          "The portal has no AWS credentials of its own. Give the server an identity: environment, profile, web identity, ECS or EC2.",
      };
    case "InvalidClientTokenId":
    case "UnrecognizedClientException":
    case "InvalidAccessKeyId":
    case "AuthFailure":
      return {
        code: "aws_source_invalid",
        message:
          "AWS does not know the portal's own access key, or it belongs to another partition. Replace it.",
      };
    case "SignatureDoesNotMatch":
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
    case "ExpiredTokenException":
      return {
        code: "aws_source_expired",
        message: "The portal's own AWS credentials have expired. Renew them where the server gets them from.",
      };
    case "RegionDisabledException":
      return {
        code: "aws_region_disabled",
        message:
          "STS is not activated in this region for the account. Activate it in the account's settings.",
      };
    case "PackedPolicyTooLarge":
    case "PackedPolicyTooLargeException":
      return {
        code: "aws_policy_too_large",
        message: "Session policy and tags together are too large for STS.",
      };
    case "MalformedPolicyDocument":
    case "MalformedPolicyDocumentException":
      return { code: "aws_parameter_refused", message: "AWS refused the session policy as malformed." };
    case "Throttling":
    case "ThrottlingException":
    case "TooManyRequestsException":
    case "RequestLimitExceeded":
      return {
        code: "aws_throttled",
        message: "AWS STS is refusing requests for a moment. Try again in a minute.",
      };
    default:
      return null;
  }
}

function clockSkew(): Told {
  return {
    code: "aws_clock_skew",
    message: "The server's clock is off, so AWS refuses its signature. Synchronise it with a time server.",
  };
}

const denial =
  /^User: (?<principal>\S{1,2048}) is not authorized to perform: (?<action>[\w-]+:[\w]+)(?: on resource: (?<resource>\S{1,2048}))?/;

function accessDenied(message: string, context: { roleArn?: string }): Told {
  const found = denial.exec(message)?.groups;
  const principal = found?.["principal"] ?? "";
  const action = found?.["action"] ?? "sts:AssumeRole";
  const roleArn = context.roleArn ?? found?.["resource"] ?? "";
  const details = { roleArn, principal, action };
  const who = principal === "" ? "the portal's identity" : principal;
  if (/MultiFactorAuthentication/i.test(message))
    return {
      code: "aws_trust_policy_refused",
      message: `The trust policy of ${roleArn} requires MFA, which the portal's identity did not present.`,
      details,
    };
  if (action === "sts:SetSourceIdentity")
    return {
      code: "aws_source_identity_refused",
      message: `The trust policy of ${roleArn} must also allow sts:SetSourceIdentity for ${who}.`,
      details,
    };
  if (/no identity-based policy allows|explicit deny in an identity-based policy/i.test(message))
    return {
      code: "aws_identity_policy_refused",
      message: `Our side refuses: the identity policy of ${who} must allow ${action} on ${roleArn}.`,
      details,
    };
  if (/trust policy|resource-based policy/i.test(message))
    return {
      code: "aws_trust_policy_refused",
      message: `The role's side refuses: the trust policy of ${roleArn} must trust ${who} with the conditions it sets.`,
      details,
    };
  return {
    code: "aws_not_allowed",
    message: `AWS refuses ${action} on ${roleArn} for ${who}. Check, in this order: the role exists; its trust policy trusts this identity, with its ExternalId, SourceIdentity and MFA conditions; the identity policy allows ${action} on it.`,
    details,
  };
}

function validation(message: string): Told {
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
  const parameter = /at '(?<name>[A-Za-z.]{1,60})'/.exec(message)?.groups?.["name"] ?? "unknown";
  return {
    code: "aws_parameter_refused",
    message: `AWS refused the value of ${parameter}.`,
    details: { parameter },
  };
}

function byTransport(error: unknown, name: string): Told {
  // The SDK calls a connection that was cut a timeout too; nobody has waited for anything.
  const cut = /^(ECONNRESET|EPIPE|ECONNREFUSED)$/.test(reasonOf(error));
  if (cut)
    return {
      code: "aws_unavailable",
      message: "AWS STS could not be reached, or cut the connection. Nothing was issued.",
      details: { reason: reasonOf(error) },
    };
  if (name === "TimeoutError" || name === "AbortError" || name === "RequestTimeout")
    return { code: "aws_timeout", message: "AWS STS did not answer in time. Try again; nothing was issued." };
  const status = statusOf(error);
  if (status === 429)
    return {
      code: "aws_throttled",
      message: "AWS STS is refusing requests for a moment. Try again in a minute.",
    };
  return {
    code: "aws_unavailable",
    message: "AWS STS could not be reached, or answered with something that is not STS. Nothing was issued.",
    details: { reason: status === null ? reasonOf(error) : `http_${status}` },
  };
}

function statusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return null;
  const metadata = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return null;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : null;
}

/** A system error's code such as ECONNREFUSED; a class name otherwise. Never a message. */
function reasonOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; depth < 4 && at instanceof Error; depth += 1, at = at.cause)
    if ("code" in at && typeof at.code === "string" && /^[A-Z_]{3,40}$/.test(at.code)) return at.code;
  return error instanceof Error && /^[A-Za-z]{1,60}$/.test(error.name) ? error.name : "unknown";
}
