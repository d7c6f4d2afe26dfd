/**
 * The refusals that stock AWS clients understand, by the names that the models `sso-oidc/2019-06-10` and
 * `sso/2019-06-10` give them: each with its HTTP status and OAuth's word for it,
 * https://www.rfc-editor.org/rfc/rfc6749#section-5.2, https://www.rfc-editor.org/rfc/rfc8628#section-3.5. The models
 * name neither a 403, which AWS answers all the same, nor a wrong method.
 */
export const awsExceptions = {
  AccessDeniedException: { status: 400, error: "access_denied" },
  AuthorizationPendingException: { status: 400, error: "authorization_pending" },
  ExpiredTokenException: { status: 400, error: "expired_token" },
  ForbiddenException: { status: 403, error: "access_denied" },
  InternalServerException: { status: 500, error: "server_error" },
  InvalidClientException: { status: 401, error: "invalid_client" },
  InvalidClientMetadataException: { status: 400, error: "invalid_client_metadata" },
  InvalidGrantException: { status: 400, error: "invalid_grant" },
  InvalidRedirectUriException: { status: 400, error: "invalid_redirect_uri" },
  InvalidRequestException: { status: 400, error: "invalid_request" },
  InvalidScopeException: { status: 400, error: "invalid_scope" },
  MethodNotAllowedException: { status: 405, error: "invalid_request" },
  ResourceNotFoundException: { status: 404, error: "invalid_request" },
  SlowDownException: { status: 400, error: "slow_down" },
  TooManyRequestsException: { status: 429, error: "slow_down" },
  UnauthorizedClientException: { status: 400, error: "unauthorized_client" },
  UnauthorizedException: { status: 401, error: "invalid_token" },
  UnsupportedGrantTypeException: { status: 400, error: "unsupported_grant_type" },
} as const;

export type AwsExceptionName = keyof typeof awsExceptions;

const brand = "genkan.AwsException";

/** A refusal in the words of AWS's own portal. `message` is shown to people: never a secret. */
export class AwsException extends Error {
  readonly brand = brand;
  readonly exception: AwsExceptionName;

  constructor(exception: AwsExceptionName, message: string) {
    super(message);
    this.name = "AwsException";
    this.exception = exception;
  }
}

/** Whether a thrown value is an AwsException. By brand, not by class: bundled routes each load this module. */
export function isAwsException(value: unknown): value is AwsException {
  return value instanceof Error && "brand" in value && value.brand === brand;
}
